//! Closing an empty virtual account: told by what a read shows, also when nobody waits for it.

use std::sync::Arc;

use desk_domain::cancellation::VendorWords;
use desk_gateway::VoidOutcome;
use serde_json::{Value, json};

use crate::support::{Odd, Stage};

fn empty_account(id: &str) -> Value {
    json!({
        "id": id,
        "amountWon": 180_000,
        "status": "VIRTUAL_ACCOUNT_ISSUED",
        "method": {
            "type": "PaymentMethodVirtualAccount",
            "bank": "SHINHAN",
            "accountNumber": "56210012345678",
        },
    })
}

async fn behind(gateway: impl FnOnce(Odd) -> Odd) -> (Stage, Arc<Odd>, String) {
    let mut stage = Stage::new().await.with(&[empty_account("va-1")]).await;
    let gateway = Arc::new(gateway(Odd::new(stage.real_gateway())));
    stage.restart_behind(Arc::<Odd>::clone(&gateway)).await;
    let path = format!("/api/payments/{}/void", stage.id_of("va-1").await);
    (stage, gateway, path)
}

#[tokio::test]
async fn who_hangs_up_leaves_a_read_that_books_it() {
    let (stage, gateway, path) = behind(Odd::never_answering_a_void).await;
    let browser = stage.signed_in("staff").await;
    tokio::select! {
        answer = browser.post(&path, None) => panic!("it was answered: {answer:?}"),
        () = gateway.voided.notified() => {}
    }
    assert_eq!(stage.detail("va-1").await["payment"]["gateway_status"], "waiting_for_deposit");
    stage.wait(90);
    stage.work().await;
    let payment = stage.detail("va-1").await["payment"].clone();
    assert_eq!(
        (&payment["gateway_status"], &payment["book_status"]),
        (&json!("closed"), &json!("void"))
    );
}

#[tokio::test]
async fn a_refusal_beside_a_read_that_shows_it_closed_is_told_as_closed() {
    let words =
        VendorWords { code: "PAYMENT_NOT_WAITING_FOR_DEPOSIT".into(), ..VendorWords::default() };
    let refused = VoidOutcome::Refused(words);
    let (stage, _, path) = behind(|odd| odd.answering_a_void(refused)).await;
    let answer = stage.signed_in("staff").await.post(&path, None).await.expect(200);
    assert_eq!(answer["payment"]["book_status"], "void");
}
