const ROADS =
  "千山路 鞍千路 鞍腾路 通海大道 凤翔路 越岭路 大孤山街 汤岗子街 旧堡街 唐家房路 齐大山路 东鞍山街".split(
    " ",
  );
const KINDS =
  "路面坑洼 井盖缺失 路灯不亮 占道经营 垃圾堆放 污水外溢 噪声扰民 树木倒伏 违规广告 交通标志损坏".split(" ");
const RARE = "人行天桥 热力管沟 河道漂浮物 古树名木 噪声监测点 应急避难场所".split(" ");
const SURNAMES = "赵钱孙李周吴郑王冯陈褚卫蒋沈韩杨朱秦尤许何吕施张孔曹严华金魏陶姜";
const GIVEN = "伟芳娜敏静丽强磊军洋勇艳杰娟涛明超秀霞平刚桂英华玉兰云鹏飞欣然";

/** Organs that the cases fall to; the first has a tenth of them, and so has each other. */
export const ORGANS: readonly string[] = Array.from(
  { length: 10 },
  (_, number) => `11210311MB12345${number}0X`,
);

const pick = (from: readonly string[] | string, number: number): string => from[number % from.length] ?? "";

/** A title such as 千山路128号井盖缺失; one in five hundred tells of something rare. */
export function titleOf(number: number): string {
  const kind = number % 500 === 0 ? pick(RARE, number / 500) : pick(KINDS, Math.floor(number / 7));
  return `${pick(ROADS, number)}${(number * 37) % 997}号${kind}`;
}

export function personOf(number: number): { readonly account: string; readonly name: string } {
  const name = pick(SURNAMES, number * 7) + pick(GIVEN, number * 3) + pick(GIVEN, Math.floor(number / 31));
  return { account: `person-${number % 50_000}`, name };
}
