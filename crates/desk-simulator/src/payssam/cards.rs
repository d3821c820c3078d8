//! Cards with believable details. Only Hyundai's code is from the vendor's example; the other
//! codes and all numbers are made up.

use super::bill::Card;

/// Issuer, its code, first six digits, name of the acquirer. The first three are those that the
/// vendor's sandbox takes.
const ISSUERS: [(&str, &str, &str, &str); 8] = [
    ("HYUNDAI", "08", "404619", "현대카드"),
    ("KOOKMIN", "02", "457973", "KB국민카드"),
    ("SHINHAN", "07", "451842", "신한카드"),
    ("SAMSUNG", "04", "532092", "삼성카드"),
    ("LOTTE", "09", "511187", "롯데카드"),
    ("HANA", "03", "546111", "하나카드"),
    ("BC", "01", "920020", "BC카드"),
    ("NH", "16", "546112", "NH농협카드"),
];

/// Any number gives a card; the same number the same one.
pub(crate) fn card(n: usize) -> Card {
    let (issuer, code, bin, name) = ISSUERS[n % ISSUERS.len()];
    let kind = if n % 5 == 4 { "체크카드(일반)" } else { "신용카드(일반)" };
    Card {
        kind: kind.into(),
        issuer: issuer.into(),
        issuer_code: code.into(),
        number: format!("{bin}**********"),
        acquirer_code: code.into(),
        acquirer_name: name.into(),
    }
}
