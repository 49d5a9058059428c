import { createHash } from "node:crypto";
import { portalColourNames, portalColours } from "@keii/shared";

const coloured = portalColourNames
  .map(
    (name) =>
      `.${name} .brand,.${name} h1{border-color:${portalColours[name]}}.${name} .brand a{color:${portalColours[name]}}.${name} button{background:${portalColours[name]};border-color:${portalColours[name]}}`,
  )
  .join("");

/** Black on white, one column, 18 px. One text for every page and company, so that one hash in the policy allows it. */
export const style =
  `:root{color-scheme:light}*{box-sizing:border-box}html{-webkit-text-size-adjust:100%}` +
  `body{margin:0 auto;max-width:42em;padding:0 1rem 2rem;font:112.5%/1.7 sans-serif;color:#111;background:#fff;overflow-wrap:anywhere}` +
  `a{color:#111;text-underline-offset:.15em}a:hover{text-decoration-thickness:.15em}` +
  `:focus{outline:3px solid #111;outline-offset:3px}` +
  `.skip{position:absolute;left:-100rem}.skip:focus{position:static}` +
  `header{display:flex;flex-wrap:wrap;justify-content:space-between;align-items:baseline;gap:0 1rem;padding-top:.75rem}` +
  `.brand{margin:0;font-weight:700;border-bottom:4px solid #1a1a1a}.brand a{display:inline-block;text-decoration:none}` +
  `.languages{margin:0}.languages a,.languages span{display:inline-block;padding:.2rem .3rem}.languages span{font-weight:700}` +
  `nav ul{list-style:none;display:flex;flex-wrap:wrap;gap:0 1.2rem;margin:.75rem 0 0;padding:0;border-bottom:1px solid #767676}` +
  `nav li{margin:0}nav a{display:inline-block;padding:.35rem 0}nav a[aria-current]{font-weight:700;text-decoration:none;border-bottom:3px solid #111}` +
  `h1{font-size:1.5rem;line-height:1.4;margin:1.5rem 0 1rem}h2{font-size:1.2rem;line-height:1.5;margin:2rem 0 .5rem}h3{font-size:1.05rem;margin:1.5rem 0 .3rem}` +
  `p,ul,ol,dl{margin:.6rem 0}li{margin:.3rem 0}ol,main ul{padding-left:1.6em}` +
  `dt{font-weight:700;margin-top:.6rem}dd{margin:0}` +
  `.answer{font-size:1.2rem;font-weight:700;line-height:1.6;border-left:6px solid #111;padding-left:.8rem;margin:1rem 0}` +
  `.number{display:inline-block;font:700 1.3rem/1.6 monospace;user-select:all}.said{white-space:pre-wrap;margin:.2rem 0 1rem}.thread{list-style:none;padding:0!important;border-left:3px solid #767676}.thread li{padding-left:.8rem}.ours{border-left:6px solid #111;margin-left:-3px}summary{display:inline-block;padding:.35rem 0;text-decoration:underline;cursor:pointer}` +
  `.small,time.dated{color:#444;font-size:.9rem}` +
  `.problem{border:3px solid #8a0f0f;padding:.2rem .9rem;margin:1rem 0}.problem h2{margin:.5rem 0;font-size:1.05rem}.wrong{color:#8a0f0f;font-weight:700;margin:.2rem 0}` +
  `label,legend{display:block;font-weight:700}.field{margin:1.2rem 0;border:0;padding:0;min-width:0}.hint{margin:.1rem 0 .3rem;color:#444;font-size:.9rem}` +
  `input,textarea,select,button{font:inherit;color:#111;background:#fff;max-width:100%;min-height:2.75rem;padding:.4rem .6rem;border:2px solid #111;border-radius:0}` +
  `input,textarea,select{width:100%}textarea{min-height:9rem}[aria-invalid=true]{border-color:#8a0f0f}` +
  `input[type=radio],input[type=checkbox]{width:1.5rem;height:1.5rem;min-height:0;margin:0 .6rem 0 0;vertical-align:-.25rem}.choice label{display:block;font-weight:400;padding:.35rem 0}` +
  `button{background:#1a1a1a;color:#fff;font-weight:700;padding:.5rem 1.4rem;cursor:pointer}` +
  `footer{margin-top:2.5rem;border-top:1px solid #767676}.phone{font-size:1.4rem;font-weight:700;margin:.3rem 0}.phone a{display:inline-block;padding:.1rem 0}` +
  `footer ul{list-style:none;padding:0}` +
  coloured +
  `@media print{@page{margin:12mm}body{max-width:none;padding:0;font-size:10pt;line-height:1.45}nav,.skip,.languages,.screen,form,details{display:none}` +
  `h1{font-size:14pt;margin:.3rem 0}h2{font-size:11pt;margin:.6rem 0 .1rem;break-after:avoid}.answer{font-size:12pt;margin:.4rem 0}p,ul,ol,dl,li{margin:.15rem 0}.phone{font-size:13pt}footer{margin-top:.6rem}section,footer{break-inside:avoid}a{text-decoration:none}}`;

export const styleHash = `'sha256-${createHash("sha256").update(style).digest("base64")}'`;
