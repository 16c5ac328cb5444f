/** A special seal of the market regulation bureau, as it is proposed for the register. */
export const SEAL_PROPOSAL = {
  organ: "market-regulation",
  name: "鞍山市千山区市场监督管理局行政审批专用章",
  sealText: "行政审批专用章",
  custodian: "区市场监管局印章管理岗",
  validFrom: "2026-11-16",
  validTo: "2030-12-31",
  certificate: null,
  impression: null,
};
