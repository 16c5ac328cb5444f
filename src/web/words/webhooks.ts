import { dictionary } from "./dictionary.ts";

export const webhookWords = dictionary({
  title: ["事件推送", "Webhooks"],
  lead: [
    "把收件、受理、决定、办结、颁证、评价等事件推送给对接系统；每次推送都有签名和记录，失败自动重试。",
    "Systems outside are told when cases are received, accepted, decided and closed, certificates issued and ratings given; each delivery is signed, recorded and tried again.",
  ],
  none: ["还没有订阅", "No webhooks yet"],
  name: ["名称", "Name"],
  nameHint: ["例如“市办件库”", "such as “city case library”"],
  to: ["推送到", "Told to"],
  address: ["外部地址", "Address"],
  noAddress: [
    "本区还没有登记外部地址（区包 exchange.addresses），登记后才能订阅。",
    "The district lists no addresses yet (exchange.addresses of its pack); list one first.",
  ],
  path: ["路径", "Path"],
  kinds: ["推送的事件", "Events"],
  add: ["新增订阅", "Add a webhook"],
  send: ["保存订阅", "Add"],
  made: [
    "订阅已生效。签名密钥只显示这一次，请交给对方：",
    "The webhook is on. Its signing secret is shown this once; hand it over:",
  ],
  missing: ["请填写名称、路径，并至少选择一种事件", "Give a name and a path, and choose at least one event"],
  on: ["推送中", "on"],
  stopped: ["已停止", "stopped"],
  stop: ["停止", "Stop"],
  log: ["推送记录", "Deliveries"],
  noLog: ["还没有推送", "Nothing told yet"],
  event: ["事件", "Event"],
  state: ["结果", "Outcome"],
  tries: ["次数", "Tries"],
  answer: ["对方应答", "Answer"],
  time: ["时间", "Time"],
  is_waiting: ["待推送", "waiting"],
  is_delivered: ["已送达", "delivered"],
  is_refused: ["对方拒收", "refused"],
  is_dropped: ["已放弃", "dropped"],
  again: ["重新推送", "Send again"],
});

export const calendarWords = dictionary({
  title: ["把待办期限放进日历", "Due dates in your calendar"],
  lead: [
    "用一个只有您知道的地址，在手机或电脑的日历里订阅自己的待办期限。只有环节、事项和编号，没有姓名。",
    "Subscribe to your due dates in any calendar by an address that only you know: task, matter and number, no names.",
  ],
  make: ["生成日历地址", "Make an address"],
  renew: ["换一个地址", "Make another"],
  stop: ["停用", "Withdraw"],
  since: [
    "{at} 起可订阅；忘记地址就换一个，原地址随即失效。",
    "On since {at}; if you lost the address, make another: the one before ends.",
  ],
  url: ["日历地址（只显示这一次）", "Address (shown this once)"],
});
