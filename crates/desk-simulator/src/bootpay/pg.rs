//! The PGs behind Bootpay: their alias, their name, and whether Bootpay cancels in parts there.

/// V1 prints alias and name, V2 the name only. The names of danal and nicepay are the vendor's
/// (webhook page), that of KCP is third-party record; the others are UNVERIFIED.
#[derive(Debug)]
pub(crate) struct Pg {
    pub(crate) alias: &'static str,
    pub(crate) name: &'static str,
    /// 지원가능 PG사 of the vendor's page on cancels.
    pub(crate) cancels_in_parts: bool,
}

const fn pg(alias: &'static str, name: &'static str, cancels_in_parts: bool) -> Pg {
    Pg { alias, name, cancels_in_parts }
}

pub(crate) const PGS: [Pg; 12] = [
    pg("inicis", "이니시스", true),
    pg("kcp", "KCP", true),
    pg("danal", "다날", true),
    pg("payletter", "페이레터", true),
    pg("nicepay", "나이스페이먼츠", true),
    pg("kakao", "카카오페이", true),
    pg("payco", "페이코", true),
    pg("toss", "토스페이먼츠", false),
    pg("naverpay", "네이버페이", false),
    pg("ksnet", "KSNET", false),
    pg("welcome", "웰컴페이먼츠", false),
    pg("payapp", "페이앱", false),
];

pub(crate) fn of(alias: &str) -> Option<&'static Pg> {
    PGS.iter().find(|pg| pg.alias == alias)
}
