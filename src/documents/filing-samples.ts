import type { JsonObject } from "#kernel";

/** Own fields of what a filing or a registration brings: the check after it, what is to be put right, the certificate. */
export const FILING_SAMPLES: Readonly<Record<string, JsonObject>> = {
  "rectify-order": {
    title: "责令限期整改通知书",
    number: "鞍千卫责改〔2022〕1号",
    issuedOn: "2022-10-12",
    defects: [
      { item: "医疗废物", note: "没有分类收集" },
      { item: "公示", note: null },
    ],
    rectifyLimit: "15wd",
  },
  "filing-check": {
    title: "诊所备案核查结果通知书",
    number: "鞍千卫诊核〔2022〕1号",
    issuedOn: "2022-10-12",
    decidedOn: "2022-10-12",
    basis: ["《诊所备案管理暂行办法》"],
    particulars: [
      { name: "诊所", value: "仁和诊所" },
      { name: "核查结果", value: "整改后符合备案要求" },
    ],
    reconsiderationOrgan: "鞍山市千山区人民政府",
    court: "鞍山市千山区人民法院",
  },
  "registration-certificate": {
    title: "社会团体法人登记证书",
    number: "鞍千社证字第2022003号",
    issuedOn: "2022-10-12",
    lines: [
      { name: "名称", value: "鞍山市千山区果蔬种植协会（演示）" },
      { name: "业务范围", value: "果蔬种植技术交流、培训、咨询服务" },
      { name: "住所", value: "辽宁省鞍山市千山区汤岗子街道老虎屯村委会二楼" },
      { name: "法定代表人", value: "何志军" },
      { name: "活动资金", value: "30000元" },
      { name: "业务主管单位", value: "鞍山市千山区农业农村局" },
    ],
    validSince: "2022-10-12",
    validUntil: "2026-10-11",
    certificateIdentifier: "1.2.156.3005.2.11100000MB03271699022.11210311MB0A12345L.2022003.001.9",
  },
};
