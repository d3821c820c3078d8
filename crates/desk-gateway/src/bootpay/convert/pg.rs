//! The PG behind Bootpay, in the alias that the rulebook uses.

/// What V2 calls a PG on a receipt, without spaces and in lower case, and its alias of V1. A name
/// that is not here keeps its own spelling: the rulebook then knows no partial cancel for it.
const NAMES: &[(&str, &str)] = &[
    ("nhnkcp", "kcp"),
    ("이니시스", "inicis"),
    ("kg이니시스", "inicis"),
    ("다날", "danal"),
    ("페이레터", "payletter"),
    ("나이스페이", "nicepay"),
    ("나이스페이먼츠", "nicepay"),
    ("카카오", "kakao"),
    ("카카오페이", "kakao"),
    ("kakaopay", "kakao"),
    ("페이코", "payco"),
    ("페이앱", "payapp"),
    ("토스페이먼츠", "toss"),
];

pub(super) fn alias(name: &str) -> String {
    let plain: String = name.chars().filter(|sign| !sign.is_whitespace()).collect();
    let plain = plain.to_lowercase();
    let known = NAMES.iter().find(|(known, _)| *known == plain);
    known.map_or(plain, |(_, alias)| (*alias).to_owned())
}
