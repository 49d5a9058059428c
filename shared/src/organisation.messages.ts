import type { Messages } from "./language.js";

/** What the closed sets of the organisation are called. */
export const organisationMessages: Messages = {
  ja: {
    "organisation.entity.handling_business": "個人情報取扱事業者",
    "organisation.entity.merchant": "クレジットカード加盟店",
    "organisation.entity.payment_service_provider": "決済代行会社",
    "organisation.entity.card_issuer": "カード発行会社(イシュアー)",
    "organisation.entity.entrusted_party": "個人データの取扱いの委託先",
    "organisation.entity.core_infrastructure": "基幹インフラ事業者",
    "organisation.entity.listed_company": "上場会社",
    "organisation.entity.privacy_mark_holder": "プライバシーマーク付与事業者",
    "organisation.entity.telecommunications": "電気通信事業者",
    "organisation.entity.financial": "金融機関",
    "organisation.entity.healthcare": "医療・介護関係事業者",
    "organisation.colour.ink": "墨",
    "organisation.colour.indigo": "藍",
    "organisation.colour.green": "緑",
    "organisation.colour.brown": "茶",
    "organisation.colour.purple": "紫",
    "organisation.colour.grey": "鼠",
  },
  en: {
    "organisation.entity.handling_business":
      "Business handling personal information",
    "organisation.entity.merchant": "Card merchant",
    "organisation.entity.payment_service_provider": "Payment service provider",
    "organisation.entity.card_issuer": "Card issuer",
    "organisation.entity.entrusted_party":
      "Entrusted with personal data by others",
    "organisation.entity.core_infrastructure":
      "Operator of core infrastructure",
    "organisation.entity.listed_company": "Listed company",
    "organisation.entity.privacy_mark_holder": "PrivacyMark holder",
    "organisation.entity.telecommunications": "Telecommunications carrier",
    "organisation.entity.financial": "Financial institution",
    "organisation.entity.healthcare": "Medical or care provider",
    "organisation.colour.ink": "Ink",
    "organisation.colour.indigo": "Indigo",
    "organisation.colour.green": "Green",
    "organisation.colour.brown": "Brown",
    "organisation.colour.purple": "Purple",
    "organisation.colour.grey": "Grey",
  },
};
