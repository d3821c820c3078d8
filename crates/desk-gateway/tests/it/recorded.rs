//! The book as a gateway: no network, no second truth.

use desk_domain::cancellation::RefundArrival;
use desk_domain::{Timestamp, Won};
use desk_gateway::recorded::Recorded;
use desk_gateway::{
    CancelOutcome, FoundCancellation, FoundCancellationState, Gateway, Now, ReadError, Reading,
    VoidOutcome,
};

use crate::portone_wire::order;

const NOW: Timestamp = Timestamp(1_795_000_000_000_000);

fn book() -> Recorded {
    Recorded::new(Now::new(|| NOW))
}

#[tokio::test]
async fn a_cancel_succeeds_at_once_under_our_own_number() {
    let mut whole = order("R-1");
    whole.expected_cancellable = whole.amount;
    let expected = FoundCancellation {
        gateway_cancellation_id: whole.reference.clone(),
        state: FoundCancellationState::Succeeded,
        amount: Won(50_000),
        tax_free: Won::ZERO,
        reason: "고객 요청".into(),
        requested_at: NOW,
        cancelled_at: Some(NOW),
        receipt_url: None,
        arrival: RefundArrival::Unsaid,
    };
    assert_eq!(book().cancel(&whole).await, CancelOutcome::Succeeded(expected.clone()));
    assert_eq!(book().cancel(&whole).await, CancelOutcome::Succeeded(expected));
}

#[tokio::test]
async fn what_it_cannot_do_is_declared_and_refused() {
    let book = book();
    let able = book.capabilities();
    assert_eq!(able.reading, Reading::BookOnly);
    assert!(able.cancel && !able.partial_cancel && !able.void && !able.list, "{able:?}");
    let part = book.cancel(&order("R-1")).await;
    assert!(matches!(&part, CancelOutcome::Refused(words) if words.code == "not_offered"));
    assert!(matches!(book.void("R-1", "key").await, VoidOutcome::Refused(_)));
    assert!(matches!(book.find("R-1").await, Err(ReadError::Unsupported(_))));
    assert!(matches!(book.list(NOW, NOW, None).await, Err(ReadError::Unsupported(_))));
}
