/** Common names, joined at random: a name, how it is read, and how it stands in a mail address. */
type Name = readonly [written: string, kana: string, latin: string];

const read = (list: string): readonly Name[] =>
  list
    .trim()
    .split(/\s+/)
    .map((entry) => entry.split("/") as unknown as Name);

export const familyNames = read(`
  佐藤/サトウ/sato 鈴木/スズキ/suzuki 高橋/タカハシ/takahashi 髙橋/タカハシ/takahashi 田中/タナカ/tanaka
  伊藤/イトウ/ito 渡辺/ワタナベ/watanabe 渡邊/ワタナベ/watanabe 山本/ヤマモト/yamamoto 中村/ナカムラ/nakamura
  小林/コバヤシ/kobayashi 加藤/カトウ/kato 吉田/ヨシダ/yoshida 山田/ヤマダ/yamada 佐々木/ササキ/sasaki
  山口/ヤマグチ/yamaguchi 松本/マツモト/matsumoto 井上/イノウエ/inoue 木村/キムラ/kimura 林/ハヤシ/hayashi
  斎藤/サイトウ/saito 齋藤/サイトウ/saito 清水/シミズ/shimizu 山崎/ヤマザキ/yamazaki 山﨑/ヤマザキ/yamazaki
  森/モリ/mori 池田/イケダ/ikeda 橋本/ハシモト/hashimoto 阿部/アベ/abe 石川/イシカワ/ishikawa
  山下/ヤマシタ/yamashita 中島/ナカジマ/nakajima 石井/イシイ/ishii 小川/オガワ/ogawa 前田/マエダ/maeda
  岡田/オカダ/okada 長谷川/ハセガワ/hasegawa 藤田/フジタ/fujita 後藤/ゴトウ/goto 近藤/コンドウ/kondo
  村上/ムラカミ/murakami 遠藤/エンドウ/endo 青木/アオキ/aoki 坂本/サカモト/sakamoto 福田/フクダ/fukuda
  西村/ニシムラ/nishimura 太田/オオタ/ota 三浦/ミウラ/miura 藤井/フジイ/fujii 岡本/オカモト/okamoto
  金子/カネコ/kaneko 中野/ナカノ/nakano 藤原/フジワラ/fujiwara 松田/マツダ/matsuda 原田/ハラダ/harada
  竹内/タケウチ/takeuchi 小野/オノ/ono 田村/タムラ/tamura 中山/ナカヤマ/nakayama 和田/ワダ/wada
  石田/イシダ/ishida 森田/モリタ/morita 上田/ウエダ/ueda 柴田/シバタ/shibata 酒井/サカイ/sakai
  工藤/クドウ/kudo 横山/ヨコヤマ/yokoyama 宮崎/ミヤザキ/miyazaki 宮本/ミヤモト/miyamoto 内田/ウチダ/uchida
  高木/タカギ/takagi 安藤/アンドウ/ando 谷口/タニグチ/taniguchi 大野/オオノ/ono 丸山/マルヤマ/maruyama
`);

export const givenNames = read(`
  翔太/ショウタ/shota 健太/ケンタ/kenta 大輔/ダイスケ/daisuke 直樹/ナオキ/naoki 誠/マコト/makoto
  拓也/タクヤ/takuya 和也/カズヤ/kazuya 達也/タツヤ/tatsuya 浩/ヒロシ/hiroshi 隆/タカシ/takashi
  剛/ツヨシ/tsuyoshi 学/マナブ/manabu 修/オサム/osamu 茂/シゲル/shigeru 勇気/ユウキ/yuki
  一郎/イチロウ/ichiro 健一/ケンイチ/kenichi 雄太/ユウタ/yuta 亮/リョウ/ryo 悠斗/ユウト/yuto
  蓮/レン/ren 陽介/ヨウスケ/yosuke 俊介/シュンスケ/shunsuke 正人/マサト/masato 博之/ヒロユキ/hiroyuki
  英樹/ヒデキ/hideki 康平/コウヘイ/kohei 秀明/ヒデアキ/hideaki 進/ススム/susumu 清/キヨシ/kiyoshi
  美咲/ミサキ/misaki 愛/アイ/ai 香織/カオリ/kaori 恵/メグミ/megumi 由美子/ユミコ/yumiko
  陽子/ヨウコ/yoko 久美子/クミコ/kumiko 智子/トモコ/tomoko 裕子/ユウコ/yuko 真由美/マユミ/mayumi
  さくら/サクラ/sakura 葵/アオイ/aoi 結衣/ユイ/yui 美穂/ミホ/miho 彩/アヤ/aya
  舞/マイ/mai 麻衣/マイ/mai 千尋/チヒロ/chihiro 直美/ナオミ/naomi 京子/キョウコ/kyoko
  幸子/サチコ/sachiko 明美/アケミ/akemi 理恵/リエ/rie 優子/ユウコ/yuko 奈々/ナナ/nana
  遥/ハルカ/haruka 菜摘/ナツミ/natsumi 詩織/シオリ/shiori 真理/マリ/mari 恵子/ケイコ/keiko
`);

const marks =
  "あおば いろは うみかぜ かもめ きさらぎ こだま さざなみ しおさい すずかぜ たんぽぽ つばめ なぎさ はるかぜ ひまわり ふたば みなも やまびこ わかば".split(
    " ",
  );
const trades =
  "商店 製作所 企画 工務店 デザイン 食品 設備 不動産 保育園 歯科 法律事務所 運輸".split(
    " ",
  );

/** An invented company; each number another, as far as they go. */
export function companyName(number: number): string {
  const mark = marks[number % marks.length]!;
  const trade = trades[Math.floor(number / marks.length) % trades.length]!;
  const name = `${mark}${trade}`;
  return /園|歯科|事務所/.test(trade)
    ? name
    : number % 3 === 0
      ? `${name}(株)`
      : number % 3 === 1
        ? `株式会社${name}`
        : `有限会社${name}`;
}

export const departments = ["総務部", "営業部", "広報室", "経理課", ""];
