//! SQLite rolls a transaction back by itself when the disk is full. The next one begins as ever.

use desk_domain::MerchantId;
use desk_store::{Merchant, PeopleStore, SqliteStore, Store};
use sqlx::{Connection, SqliteConnection};
use tempfile::TempDir;

fn merchant(number: u128) -> Merchant {
    Merchant { id: MerchantId::from_bits(number), name: format!("학원 {number}") }
}

async fn beside(folder: &TempDir, statement: &'static str) {
    let url = format!("sqlite://{}", folder.path().join("desk.db").display());
    let mut other = SqliteConnection::connect(&url).await.unwrap();
    sqlx::raw_sql(statement).execute(&mut other).await.unwrap();
    other.close().await.unwrap();
}

#[tokio::test]
async fn a_transaction_that_the_database_gave_up_does_not_stand_in_the_way() {
    let folder = TempDir::new().unwrap();
    let store = SqliteStore::open(folder.path().join("desk.db")).await.unwrap();
    store.migrate().await.unwrap();
    // What a full disk does, without one.
    let full = "CREATE TRIGGER disk_full BEFORE INSERT ON merchants \
                BEGIN SELECT RAISE(ROLLBACK, 'database or disk is full'); END";
    beside(&folder, full).await;
    store.upsert_merchant(&merchant(1)).await.unwrap_err();
    beside(&folder, "DROP TRIGGER disk_full").await;
    store.upsert_merchant(&merchant(2)).await.unwrap();
    let kept: Vec<_> = store.merchants().await.unwrap();
    assert_eq!(kept.into_iter().map(|one| one.id).collect::<Vec<_>>(), [merchant(2).id]);
}
