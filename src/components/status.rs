//! Statuses as badges: a mark and a word, never colour alone.

use desk_api::{Cancellation, Payment};
use desk_domain::cancellation::{Attention, CancellationKind, CancellationState};
use desk_domain::payment::{Agreement, BookStatus};
use leptos::prelude::*;

use crate::i18n::{Msg, t, words};
use crate::ui::mark::{Badge, Mark, StatusMark, Tone};

/// What a payment's badge shows. A cancellation under way speaks before the book: it is what may still
/// change. A cancel that only the book knows is shown as forced.
#[must_use]
pub fn look(payment: &Payment) -> (Mark, Tone, Msg) {
    if let Some(running) = &payment.in_flight {
        return state_look(running.state, running.attention);
    }
    let forced =
        payment.book_status == BookStatus::Cancelled && payment.agreement == Agreement::BookAhead;
    if forced {
        return cancellation_look(CancellationKind::Force, CancellationState::Succeeded, None);
    }
    let (mark, tone) = book_look(payment.book_status);
    (mark, tone, words::book_status(payment.book_status))
}

#[must_use]
pub const fn book_look(status: BookStatus) -> (Mark, Tone) {
    match status {
        BookStatus::Unpaid => (Mark::Hollow, Tone::Neutral),
        BookStatus::Paid => (Mark::Dot, Tone::Neutral),
        BookStatus::PartiallyCancelled => (Mark::Half, Tone::Danger),
        BookStatus::Cancelled => (Mark::Filled, Tone::Danger),
        BookStatus::Void => (Mark::Struck, Tone::Neutral),
    }
}

/// Where nothing proves the end any more, nobody checks: a person has to look.
#[must_use]
pub fn state_look(state: CancellationState, attention: Option<Attention>) -> (Mark, Tone, Msg) {
    if state.is_in_flight() && attention == Some(Attention::NoProof) {
        return (Mark::Asking, Tone::Warning, words::END_UNKNOWN);
    }
    let (mark, tone) = match state {
        CancellationState::AwaitingApproval => (Mark::Hollow, Tone::Warning),
        CancellationState::Requested | CancellationState::Sent => (Mark::Turning, Tone::Info),
        CancellationState::Unknown => (Mark::Dotted, Tone::Warning),
        CancellationState::Succeeded => (Mark::Filled, Tone::Danger),
        CancellationState::Failed | CancellationState::Rejected => (Mark::Struck, Tone::Warning),
        CancellationState::Withdrawn => (Mark::Struck, Tone::Neutral),
    };
    (mark, tone, words::cancellation_state(state))
}

/// The status of a payment in a row, and a small mark where book and gateway differ.
#[must_use]
pub fn payment_status(payment: &Payment) -> AnyView {
    let (mark, tone, label) = look(payment);
    let disagreement = words::agreement(payment.agreement).map(|label| {
        view! {
            <span class="payment-status__disagreement" title=t(label)>
                <StatusMark mark=Mark::Differs tone=Tone::Warning />
                <span class="visually-hidden">{t(label)}</span>
            </span>
        }
    });
    view! {
        <span class="payment-status">
            <Badge mark tone label=t(label) />
            {disagreement}
        </span>
    }
    .into_any()
}

/// The same with the disagreement in words, for where one payment is looked at.
#[must_use]
pub fn payment_status_in_words(payment: &Payment) -> AnyView {
    let (mark, tone, label) = look(payment);
    let disagreement = words::agreement(payment.agreement).map(|label| {
        view! { <Badge mark=Mark::Differs tone=Tone::Warning outlined=true label=t(label) /> }
    });
    view! {
        <span class="payment-status">
            <Badge mark tone label=t(label) />
            {disagreement}
        </span>
    }
    .into_any()
}

/// What a cancellation's badge shows. One that only the book knows is shown as forced: no money has moved
/// by it.
#[must_use]
pub fn cancellation_look(
    kind: CancellationKind,
    state: CancellationState,
    attention: Option<Attention>,
) -> (Mark, Tone, Msg) {
    match (kind, state) {
        (CancellationKind::Force, CancellationState::Succeeded) => {
            (Mark::Broken, Tone::Danger, words::kind(kind))
        }
        _ => state_look(state, attention),
    }
}

/// Where a cancellation stands.
#[must_use]
pub fn cancellation_status(cancellation: &Cancellation) -> AnyView {
    let Cancellation { kind, state, attention, .. } = cancellation;
    let (mark, tone, label) = cancellation_look(*kind, *state, *attention);
    view! { <Badge mark tone label=t(label) /> }.into_any()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::i18n::Locale;

    fn check(kind: CancellationKind, state: CancellationState, mark: Mark, word: &str) {
        let look = cancellation_look(kind, state, None);
        assert_eq!((look.0, look.2.in_locale(Locale::Ko)), (mark, word), "{kind:?} {state:?}");
    }

    #[test]
    fn what_only_the_book_knows_is_never_shown_as_money_that_went_back() {
        use CancellationKind::{Force, Full};
        use CancellationState::{Requested, Succeeded};
        check(Full, Succeeded, Mark::Filled, "취소됨");
        check(Force, Succeeded, Mark::Broken, "강제취소");
        check(
            Force,
            Requested,
            Mark::Turning,
            words::cancellation_state(Requested).in_locale(Locale::Ko),
        );
    }

    #[test]
    fn what_nobody_checks_any_more_is_not_shown_as_being_checked() {
        let word =
            |attention| state_look(CancellationState::Unknown, attention).2.in_locale(Locale::Ko);
        assert_eq!(word(None), "확인 중");
        assert_eq!(word(Some(Attention::NoProof)), "결과 모름");
    }
}
