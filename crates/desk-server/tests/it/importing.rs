//! Payments enter the book: a vendor's list, a file.

use desk_server::config::merchant_id;
use desk_server::import::csv::{CsvError, Imported, import_csv};
use desk_server::limits::CSV_MAX_BYTES;
use serde_json::json;

use crate::support::{Stage, card, full};

const HEADER: &str = "payment_id,order_name,amount_won,method,paid_at,customer_name\n";

async fn import(stage: &Stage, text: &str) -> Result<Imported, Vec<String>> {
    let path = stage.folder().join("payments.csv");
    std::fs::write(&path, text).unwrap();
    import_csv(&stage.desk, &path, &merchant_id("hanbit")).await.map_err(|error| match error {
        CsvError::Rows(wrong) => wrong.errors.iter().map(ToString::to_string).collect(),
        other => vec![other.to_string()],
    })
}

async fn booked(stage: &Stage) -> i64 {
    let browser = stage.signed_in("staff").await;
    browser.get("/api/payments/summary").await.expect(200)["shown"]["count"].as_i64().unwrap()
}

#[tokio::test]
async fn a_file_is_taken_whole_and_again_without_effect() {
    let stage = Stage::new().await;
    let text = format!(
        "\u{feff}{HEADER}R-1,수학 11월,\"350,000\",cash,2026-11-03 14:05,김서연\nR-2,영어 11월,280000,bank_transfer,2026-11-04,이준\n"
    );
    let whole = Imported { rows: 2, inserted: 2, ..Imported::default() };
    assert_eq!(import(&stage, &text).await, Ok(whole.clone()));
    assert_eq!(import(&stage, &text).await, Ok(Imported { inserted: 0, ..whole }));
    assert_eq!(booked(&stage).await, 2);
    let browser = stage.signed_in("staff").await;
    let page = browser.get("/api/payments?sort=amount_high").await.expect(200);
    assert_eq!(page["items"][0]["amount_won"], 350_000);
    assert_eq!(page["items"][0]["paid_at"], "2026-11-03T14:05:00+09:00");
    assert_eq!(page["items"][0]["agreement"], "agrees");
}

#[tokio::test]
async fn every_wrong_row_is_told_and_nothing_is_imported() {
    let stage = Stage::new().await;
    let text = format!(
        "{HEADER}R-1,수학,350000,cash,2026-11-03,김서연\nR-2,영어,12.5,cash,2026-11-03,비밀이름\n,국어,1000,cheque,2026-13-03,\nR-1,과학,1000,cash,2026-11-03,\nR-5,짧은 줄\n"
    );
    let errors = import(&stage, &text).await.unwrap_err();
    assert!(!errors.concat().contains("비밀이름"));
    insta::assert_snapshot!(errors.join("\n"));
    assert_eq!(booked(&stage).await, 0);
}

#[tokio::test]
async fn a_row_with_another_sum_than_the_vendors_is_told_and_changes_nothing() {
    let stage = Stage::new().await.with(&[card("pay-1")]).await;
    let before = stage.detail("pay-1").await["payment"].clone();
    let text = "payment_id,order_name,amount_won,method,channel,paid_at\n\
        R-1,수학,1000,cash,recorded,2026-11-03\n\
        pay-1,다른 이름,90000,other,portone,2026-11-03\n";
    let imported = import(&stage, text).await.unwrap();
    assert_eq!((imported.rows, imported.inserted, imported.changed), (2, 1, 1));
    let told: Vec<String> = imported.differing.iter().map(ToString::to_string).collect();
    assert_eq!(
        told,
        ["line 3, amount_won: says 90,000 won, the book 100,000 won; the payment says so too"]
    );
    let detail = stage.detail("pay-1").await;
    for kept in ["amount_won", "order_name", "method", "paid_at", "gateway_status"] {
        assert_eq!(detail["payment"][kept], before[kept], "{kept}");
    }
    assert_eq!(detail["payment"]["agreement"], "amounts_differ");
    let reasons: Vec<&str> = detail["timeline"]
        .as_array()
        .unwrap()
        .iter()
        .filter_map(|entry| entry["text"]["ko"].as_str())
        .collect();
    let reason = "결제 금액이 서로 달라요: 장부 100,000원, PG 100,000원, 파일 90,000원.";
    assert!(reasons.contains(&reason), "{reasons:?}");
    assert_eq!(detail["follow_up"]["cause"], "amounts_differ");
    assert_eq!(detail["follow_up"]["amount_at_risk_won"], 10_000);
}

#[tokio::test]
async fn wrong_rows_are_counted_as_rows_and_not_as_errors() {
    let stage = Stage::new().await;
    let counted = async |rows: &str| {
        let path = stage.folder().join("payments.csv");
        std::fs::write(&path, format!("{HEADER}{rows}")).unwrap();
        let refused = import_csv(&stage.desk, &path, &merchant_id("hanbit")).await;
        refused.unwrap_err().to_string()
    };
    // Two of its fields are wrong.
    let one = "R-1,수학,많이,gold,2026-11-03,\n";
    assert_eq!(counted(one).await, "1 row is wrong; nothing was imported");
    let many: String =
        (0..150).map(|row| format!("R-{row},수학,많이,gold,2026-11-03,\n")).collect();
    let told = counted(&many).await;
    let cut = "the first 100 wrong rows are shown, there may be more; nothing was imported";
    assert_eq!(told, cut);
    let all: String = (0..100).map(|row| format!("R-{row},수학,많이,gold,2026-11-03,\n")).collect();
    assert_eq!(counted(&all).await, "100 rows are wrong; nothing was imported");
}

#[tokio::test]
async fn a_wrong_header_is_told_before_any_row() {
    let stage = Stage::new().await;
    let told = |text: &'static str| import(&stage, text);
    insta::assert_snapshot!(told("payment_id,colour\n").await.unwrap_err().concat());
    insta::assert_snapshot!(told("payment_id,order_name,amount_won\n").await.unwrap_err().concat());
}

#[tokio::test]
async fn the_vendors_past_is_taken_over_once_and_its_future_is_noticed() {
    let stage = Stage::new().await.with(&[card("pay-1"), card("pay-2")]).await;
    assert_eq!(booked(&stage).await, 2);
    stage.import().await;
    assert_eq!(booked(&stage).await, 2);

    let browser = stage.signed_in("staff").await;
    let payment = stage.id_of("pay-1").await;
    let created = browser.cancel(&payment, "0123456789abcdef", &full(100_000)).await.expect(201);
    stage.settle(created["id"].as_str().unwrap()).await;
    stage.import().await;
    stage.assert_refunded(&stage.detail("pay-1").await, 1, 100_000);
    let history = stage.signed_in("staff").await.get("/api/cancellations").await.expect(200);
    assert_eq!(history["count"], 1, "our own cancel was taken for somebody else's");
}

#[tokio::test]
async fn a_pull_tells_what_is_new_and_what_has_changed() {
    let stage = Stage::new().await;
    for id in ["pay-1", "pay-2", "pay-3"] {
        stage.simulator.create_payment(&serde_json::from_value(card(id)).unwrap()).unwrap();
    }
    let counts = async || {
        let pulled = stage.import().await;
        (pulled.read, pulled.inserted, pulled.changed)
    };
    assert_eq!(counts().await, (3, 3, 0));
    assert_eq!(counts().await, (3, 0, 0));
    stage.at_vendor("pay-1", "cancel", &json!({ "amountWon": 30_000 })).await;
    assert_eq!(counts().await, (3, 0, 1));
}

/// A file of holes: nothing is read of it.
#[tokio::test]
async fn a_file_that_is_too_large_is_not_read() {
    let stage = Stage::new().await;
    let path = stage.folder().join("endless.csv");
    std::fs::File::create(&path).unwrap().set_len(CSV_MAX_BYTES + 1).unwrap();
    let refused = import_csv(&stage.desk, &path, &merchant_id("hanbit")).await;
    assert!(matches!(refused, Err(CsvError::TooLarge)), "{refused:?}");
    assert_eq!(booked(&stage).await, 0);
}
