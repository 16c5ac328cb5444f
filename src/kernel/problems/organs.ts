import { problems } from "./entry.ts";

export const ORGAN_PROBLEMS = problems({
  PLACE_WITHOUT_TOWN: {
    status: 422,
    zh: "“{matter}”由所在镇街办理，但填写的地点不在任何镇街",
    en: "“{matter}” is handled by the town of the place, but the place given lies in no town",
    nextZh: "请在表单中选择所在的社区（村）后重新提交。",
    nextEn: "Choose the community or village in the form and send it again.",
  },
});
