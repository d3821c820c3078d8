//! Coming up to date, also together, and with a copy beside the file.

use std::fs;

use desk_store::{SqliteStore, Store};
use sqlx::{Connection, SqliteConnection};
use tempfile::TempDir;

use crate::fixture::on_each_store;

#[tokio::test(flavor = "multi_thread", worker_threads = 4)]
async fn migrating_twice_and_at_once_is_harmless() {
    on_each_store(async |desk| {
        let other = desk_store::open(&desk.url).await.unwrap();
        let (one, two) = tokio::join!(desk.store.migrate(), other.migrate());
        one.unwrap();
        two.unwrap();
        desk.store.ping().await.unwrap();
        assert_eq!(desk.store.merchants().await.unwrap().len(), 2);
    })
    .await;
}

#[tokio::test]
async fn a_filled_file_is_copied_before_its_schema_changes() {
    let folder = TempDir::new().unwrap();
    let path = folder.path().join("desk.db");
    let mut older =
        SqliteConnection::connect(&format!("sqlite://{}?mode=rwc", path.display())).await.unwrap();
    sqlx::raw_sql("CREATE TABLE kept (word TEXT); INSERT INTO kept VALUES ('here')")
        .execute(&mut older)
        .await
        .unwrap();
    older.close().await.unwrap();

    let store = SqliteStore::open(&path).await.unwrap();
    store.migrate().await.unwrap();
    store.migrate().await.unwrap();
    let copies: Vec<_> = fs::read_dir(folder.path())
        .unwrap()
        .map(|entry| entry.unwrap().path())
        .filter(|file| file.to_string_lossy().contains(".before-"))
        .collect();
    assert_eq!(copies.len(), 1, "{copies:?}");
    let mut copy = SqliteConnection::connect(copies[0].to_str().unwrap()).await.unwrap();
    let word: String =
        sqlx::query_scalar("SELECT word FROM kept").fetch_one(&mut copy).await.unwrap();
    assert_eq!(word, "here");
}

#[tokio::test]
async fn a_new_file_needs_no_copy() {
    let folder = TempDir::new().unwrap();
    let store = SqliteStore::open(folder.path().join("desk.db")).await.unwrap();
    store.migrate().await.unwrap();
    let copies = fs::read_dir(folder.path())
        .unwrap()
        .filter(|entry| entry.as_ref().unwrap().path().to_string_lossy().contains(".before-"));
    assert_eq!(copies.count(), 0);
}

#[tokio::test]
async fn a_file_that_is_no_database_is_refused() {
    let folder = TempDir::new().unwrap();
    let path = folder.path().join("desk.db");
    fs::write(&path, "이것은 데이터베이스가 아닙니다. ".repeat(40)).unwrap();
    assert!(SqliteStore::open(&path).await.is_err());
}
