//! Staff, sessions and failed sign-ins.

use desk_domain::StaffId;
use desk_store::{Merchant, Session, Staff, StoreError};

use crate::fixture::on_each_store;
use crate::samples::{NOW, cashier, later, merchant, other_merchant};

fn seoyeon() -> Staff {
    Staff {
        id: cashier(),
        login: "staff".to_owned(),
        name: "김서연".to_owned(),
        role: "staff".to_owned(),
        password_hash: "$argon2id$".to_owned(),
        merchants: vec![merchant(), other_merchant()],
        active: true,
    }
}

fn session(hash: &str, ends_in: i64) -> Session {
    Session {
        token_hash: hash.to_owned(),
        staff_id: cashier(),
        created_at: NOW,
        last_seen_at: NOW,
        expires_at: later(ends_in),
        stepped_up_until: None,
    }
}

#[tokio::test]
async fn staff_read_back_with_their_merchants() {
    on_each_store(async |desk| {
        desk.store.add_staff(&seoyeon(), NOW).await.unwrap();
        assert_eq!(desk.store.staff(&cashier()).await.unwrap(), Some(seoyeon()));
        assert_eq!(desk.store.staff_by_login("staff").await.unwrap(), Some(seoyeon()));
        assert_eq!(desk.store.staff_by_login("nobody").await.unwrap(), None);
        assert_eq!(desk.store.staff_list().await.unwrap(), [seoyeon()]);

        let same_login = Staff { id: StaffId::from_bits(2), ..seoyeon() };
        let taken = desk.store.add_staff(&same_login, NOW).await;
        assert!(matches!(taken, Err(StoreError::Exists("login"))), "{taken:?}");
    })
    .await;
}

#[tokio::test]
async fn a_session_lives_until_it_is_closed_or_swept() {
    on_each_store(async |desk| {
        desk.store.add_staff(&seoyeon(), NOW).await.unwrap();
        desk.store.open_session(&session("one", 60)).await.unwrap();
        desk.store.touch_session("one", later(30)).await.unwrap();
        let (read, staff) = desk.store.session("one").await.unwrap().unwrap();
        assert_eq!(read, Session { last_seen_at: later(30), ..session("one", 60) });
        assert_eq!(staff, seoyeon());

        desk.store.open_session(&session("two", 600)).await.unwrap();
        desk.store.close_session("two").await.unwrap();
        assert!(desk.store.session("two").await.unwrap().is_none());
        let much_later = Session { created_at: later(61), ..session("three", 600) };
        desk.store.open_session(&much_later).await.unwrap();
        assert!(desk.store.session("one").await.unwrap().is_none());
    })
    .await;
}

#[tokio::test]
async fn failed_sign_ins_count_within_their_window() {
    on_each_store(async |desk| {
        for second in [0, 10, 20] {
            desk.store.note_failed_login("login:staff", later(second)).await.unwrap();
        }
        desk.store.note_failed_login("login:other", later(20)).await.unwrap();
        assert_eq!(desk.store.failed_logins("login:staff", later(10)).await.unwrap(), 2);
        assert_eq!(desk.store.failed_logins("login:staff", later(21)).await.unwrap(), 0);
        desk.store.note_failed_login("login:other", later(86_411)).await.unwrap();
        assert_eq!(desk.store.failed_logins("login:staff", NOW).await.unwrap(), 1);
    })
    .await;
}

#[tokio::test]
async fn a_merchant_can_be_renamed() {
    on_each_store(async |desk| {
        let renamed = Merchant { id: merchant(), name: "가온학원".to_owned() };
        desk.store.upsert_merchant(&renamed).await.unwrap();
        let merchants = desk.store.merchants().await.unwrap();
        assert_eq!(merchants.len(), 2);
        assert_eq!(merchants[0], renamed);
    })
    .await;
}
