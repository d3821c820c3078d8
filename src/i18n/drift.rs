//! Words of 어긋남: where book and vendors differ.

use desk_api::{AgreementReport, Night};
use desk_domain::drift::{Difference, LikelyCause};
use desk_domain::{Timestamp, Won};

use super::{Locale, Msg};
use crate::format::moment::{ago, day};
use crate::format::won::{count, won};

pub const TITLE: Msg = Msg::new("어긋남", "Differences");
pub const LIST: Msg = Msg::new("어긋난 결제", "Payments that differ");
pub const FIGURES: Msg = Msg::new("장부와 PG", "Book and PGs");
pub const CHANNEL: Msg = Msg::new("채널", "Channel");
pub const AGREEING: Msg = Msg::new("맞음", "Agree");
pub const TO_DO: Msg = Msg::new("할 일", "To do");
pub const UNANSWERED: Msg = Msg::new("답 없음", "No answer");
pub const AT_RISK: Msg = Msg::new("걸린 금액", "At risk");
pub const LAST_NIGHT: Msg = Msg::new("어젯밤 요약", "Last night");
pub const NO_NIGHT: Msg =
    Msg::new("첫 요약은 내일 새벽 4시에 나와요.", "The first summary comes at 4 in the morning.");
pub const EMPTY: Msg = Msg::new("어긋난 결제가 없어요", "Nothing differs");
pub const EMPTY_HINT: Msg = Msg::new(
    "밖에서 취소되거나 장부에만 취소되면 여기에 나타나요.",
    "What is cancelled outside, or in the book only, shows up here.",
);
pub const LIKELY: Msg = Msg::new("짐작되는 까닭", "Most likely");
pub const NEXT_STEP: Msg = Msg::new("다음 할 일", "What to do next");
pub const REASON: Msg = Msg::new("취소된 이유", "Why it was cancelled");
pub const CHOOSE_REASON: Msg = Msg::new("사유 고르기", "Choose a reason");
pub const NOTE: Msg = Msg::new("메모", "Note");
pub const ADOPT: Msg = Msg::new("장부에 올리기", "Take into the book");
pub const ADOPTED: Msg = Msg::new("장부에 올렸어요. 이제 PG와 맞아요.", "Booked. They agree now.");
pub const OPEN: Msg = Msg::new("할 일 보기", "See the follow-up");

#[must_use]
pub const fn difference(difference: Difference) -> Msg {
    match difference {
        Difference::OutsideFull => Msg::new("밖에서 전액 취소됨", "Cancelled outside, in full"),
        Difference::OutsidePartial => Msg::new("밖에서 일부 취소됨", "Cancelled outside, in part"),
        Difference::BookOnly => Msg::new("장부에서만 취소됨", "Cancelled in the book only"),
        Difference::Amounts => Msg::new("받은 금액이 다름", "Different sums were paid"),
        Difference::Unproven => Msg::new("취소 결과를 모름", "Nobody knows how a cancel ended"),
        Difference::PaidAfterAll => Msg::new("끝낸 청구서가 결제됨", "A given-up bill was paid"),
        Difference::RefundBounced => {
            Msg::new("환불금이 계좌에 들어가지 못함", "A refund did not reach its account")
        }
        Difference::PaidBackTwice => {
            Msg::new("메모로 끝낸 뒤 PG에서도 취소됨", "Signed off, then cancelled at the PG")
        }
        Difference::PendingLong => {
            Msg::new("PG가 취소를 오래 처리하고 있음", "A cancel the PG has not ended")
        }
    }
}

#[must_use]
pub const fn likely(cause: LikelyCause) -> Msg {
    match cause {
        LikelyCause::ManagerSite => {
            Msg::new("매니저 사이트에서 취소했어요.", "Cancelled at the manager site.")
        }
        LikelyCause::PgAdmin => {
            Msg::new("PG 관리자 사이트에서 취소했어요.", "Cancelled in the PG's admin.")
        }
        LikelyCause::TestScheduler => Msg::new(
            "테스트 결제라 PG가 자동으로 취소했어요.",
            "A test payment, cancelled by the PG's scheduler.",
        ),
        LikelyCause::Chargeback => {
            Msg::new("카드사 이의제기로 취소됐어요.", "A chargeback by the card issuer.")
        }
        LikelyCause::ForceCancel => Msg::new(
            "강제취소했지만 PG에서는 아직 취소되지 않았어요.",
            "Force-cancelled here, not yet cancelled at the PG.",
        ),
        LikelyCause::ImportedFile => {
            Msg::new("가져온 파일의 금액이 달라요.", "An imported file names another sum.")
        }
        LikelyCause::LostAnswer => {
            Msg::new("취소한 뒤 답을 받지 못했어요.", "The answer to the cancel was lost.")
        }
        LikelyCause::LateBill => {
            Msg::new("청구서가 결제사에 늦게 도착했어요.", "A bill reached its vendor late.")
        }
        LikelyCause::NotVoided => {
            Msg::new("밖에서 파기되지 않았어요.", "It was not voided outside after all.")
        }
        LikelyCause::RefundAccount => {
            Msg::new("환불 계좌가 틀렸거나 해지됐어요.", "The refund account is wrong or closed.")
        }
        LikelyCause::PaidByHand => Msg::new(
            "직접 돌려준 뒤 PG에서도 취소됐어요.",
            "Paid by hand, then cancelled there as well.",
        ),
        LikelyCause::SlowSettlement => {
            Msg::new("은행이나 PG에서 멈춰 있어요.", "A bank or the PG is holding it.")
        }
    }
}

/// `3시간 전부터`, in English `for 3 h`.
#[must_use]
pub fn since(locale: Locale, at: Timestamp, now: Timestamp) -> String {
    let ago = ago(locale, at, now);
    match locale {
        // 방금부터 is no Korean.
        Locale::Ko if now.seconds_since(at) < 60 => ago,
        Locale::Ko => format!("{ago}부터"),
        Locale::En if now.seconds_since(at) < 60 => ago,
        Locale::En => format!("for {}", ago.trim_end_matches(" ago")),
    }
}

/// One line over everything: whole, or what is missing, and what is to be seen to in either case.
#[must_use]
pub fn line(locale: Locale, report: &AgreementReport, now: Timestamp) -> String {
    let payments = number(report.payments);
    // Whoever did not answer may agree: it is told apart from what is known to differ.
    let differing = report.payments - report.agreeing - report.unanswered;
    let head = match (locale, differing, report.unanswered) {
        (Locale::Ko, 0, 0) => format!("장부와 PG가 모두 맞아요 · {payments}건"),
        (Locale::En, 0, 0) => format!("Book and PGs agree · {payments} payments"),
        (Locale::Ko, 0, _) => format!("{payments}건 중 어긋난 것은 없어요"),
        (Locale::En, 0, _) => format!("None of {payments} payments is known to differ"),
        (Locale::Ko, of, _) => format!("{payments}건 중 {}건이 어긋났어요", number(of)),
        (Locale::En, of, _) => format!("{} of {payments} payments differ", number(of)),
    };
    let unanswered = (report.unanswered > 0).then(|| match (locale, number(report.unanswered)) {
        (Locale::Ko, of) => format!(" · {of}건은 답이 없어요"),
        (Locale::En, of) => format!(" · {of} without an answer"),
    });
    // A cancel in doubt or a refund that came back is something to do as well, though no sums differ.
    let open = (report.open != differing).then(|| match (locale, number(report.open)) {
        (Locale::Ko, of) => format!(" · 할\u{a0}일\u{a0}{of}건"),
        (Locale::En, of) => format!(" · {of} to follow up"),
    });
    let oldest = report.oldest.as_ref().map(|oldest| ago(locale, oldest.opened_at, now));
    let oldest = oldest.map(|ago| match locale {
        Locale::Ko => format!(" · 가장\u{a0}오래된\u{a0}건\u{a0}{}", ago.replace(' ', "\u{a0}")),
        Locale::En => format!(" · the\u{a0}oldest\u{a0}{}", ago.replace(' ', "\u{a0}")),
    });
    let at_risk = at_risk(locale, report.at_risk_won);
    [Some(head), Some(at_risk), unanswered, open, oldest].into_iter().flatten().collect()
}

/// A day and how it ended: `11월 20일(금)` and the rest of the sentence.
#[must_use]
pub fn night(locale: Locale, night: &Night) -> String {
    let (day, payments, agreeing) =
        (day(locale, night.day), number(night.payments), number(night.agreeing));
    let (opened, closed, adopted) =
        (number(night.opened), number(night.closed), number(night.adopted));
    let at_risk = at_risk(locale, night.at_risk_won);
    match locale {
        Locale::Ko => format!(
            "{day} · {payments}건 중 {agreeing}건 맞음 · 새로 {opened}건, 끝난 {closed}건(장부에 올린 {adopted}건){at_risk}"
        ),
        Locale::En => format!(
            "{day} · {agreeing} of {payments} agree · {opened} new, {closed} closed ({adopted} taken into the book){at_risk}"
        ),
    }
}

fn at_risk(locale: Locale, amount: Won) -> String {
    if amount.is_zero() {
        return String::new();
    }
    let sum = won(locale, amount);
    match locale {
        Locale::Ko => format!(" · 걸린\u{a0}금액\u{a0}{sum}"),
        Locale::En => format!(" · {sum}\u{a0}at\u{a0}risk"),
    }
}

/// As it is counted: `1,204`.
#[must_use]
pub fn number(of: i64) -> String {
    count(u64::try_from(of).unwrap_or_default())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn report(agreeing: i64, at_risk_won: i64) -> AgreementReport {
        AgreementReport {
            payments: 5_012,
            amount_won: Won(1),
            agreeing,
            agreeing_won: Won(1),
            unanswered: 0,
            open: 5_012 - agreeing,
            at_risk_won: Won(at_risk_won),
            oldest: None,
            channels: Vec::new(),
            nights: Vec::new(),
        }
    }

    #[test]
    fn the_line_says_whole_or_what_is_missing() {
        let now = Timestamp(0);
        let line = |locale, report: &_| line(locale, report, now).replace('\u{a0}', " ");
        let whole = report(5_012, 0);
        assert_eq!(line(Locale::Ko, &whole), "장부와 PG가 모두 맞아요 · 5,012건");
        assert_eq!(line(Locale::En, &whole), "Book and PGs agree · 5,012 payments");
        let parted = report(5_011, 30_000);
        let said = "5,012건 중 1건이 어긋났어요 · 걸린 금액 30,000원";
        assert_eq!(line(Locale::Ko, &parted), said);
        let said = "1 of 5,012 payments differ · ₩30,000 at risk";
        assert_eq!(line(Locale::En, &parted), said);
        let silent = AgreementReport { agreeing: 5_005, unanswered: 6, ..parted.clone() };
        let said = "5,012건 중 1건이 어긋났어요 · 걸린 금액 30,000원 · 6건은 답이 없어요";
        assert_eq!(line(Locale::Ko, &silent), said);
        let said = "1 of 5,012 payments differ · ₩30,000 at risk · 6 without an answer";
        assert_eq!(line(Locale::En, &silent), said);
        let doubted = AgreementReport { open: 2, ..parted };
        let said = "5,012건 중 1건이 어긋났어요 · 걸린 금액 30,000원 · 할 일 2건";
        assert_eq!(line(Locale::Ko, &doubted), said);
        let said = "1 of 5,012 payments differ · ₩30,000 at risk · 2 to follow up";
        assert_eq!(line(Locale::En, &doubted), said);
        let came_back = AgreementReport { open: 1, at_risk_won: Won(4_000), ..whole.clone() };
        let said = "장부와 PG가 모두 맞아요 · 5,012건 · 걸린 금액 4,000원 · 할 일 1건";
        assert_eq!(line(Locale::Ko, &came_back), said);
        let unread = AgreementReport { agreeing: 5_000, unanswered: 12, open: 0, ..whole };
        let said = "5,012건 중 어긋난 것은 없어요 · 12건은 답이 없어요";
        assert_eq!(line(Locale::Ko, &unread), said);
    }
}
