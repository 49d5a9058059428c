/** What shops write behind a customer, most often nothing. */
export function addressedNotes(number: number): string {
  if (number === 0) return "不在時は宅配ボックス\r\n(担当より電話済)";
  if (number === 1) return '領収書の宛名は"上様"';
  if (number === 2) return "請求書払い, 月末締め";
  return "";
}
