//! Staff, sessions and failed sign-ins.

use desk_domain::StaffId;
use desk_domain::audit::AuditEntry;
use desk_store::{
    AskedFor, Merchant, Session, SessionEnd, Staff, StaffChange, StoreError, WrongPassword,
};

use crate::fixture::{Fixture, on_each_store};
use crate::samples::{NOW, cashier, later, merchant, other_merchant};

const HASH: &str = "$argon2id$";

fn seoyeon() -> Staff {
    Staff {
        id: cashier(),
        login: "staff".to_owned(),
        name: "김서연".to_owned(),
        role: "staff".to_owned(),
        password_hash: HASH.to_owned(),
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
        desk.store.add_staff(&seoyeon(), "operator", NOW).await.unwrap();
        assert_eq!(desk.store.staff(&cashier()).await.unwrap(), Some(seoyeon()));
        assert_eq!(desk.store.staff_by_login("staff").await.unwrap(), Some(seoyeon()));
        assert_eq!(desk.store.staff_by_login("nobody").await.unwrap(), None);
        assert_eq!(desk.store.staff_list().await.unwrap(), [seoyeon()]);

        let same_login = Staff { id: StaffId::from_bits(2), ..seoyeon() };
        let taken = desk.store.add_staff(&same_login, "operator", NOW).await;
        assert!(matches!(taken, Err(StoreError::Exists("login"))), "{taken:?}");
    })
    .await;
}

#[tokio::test]
async fn who_is_changed_is_another_from_now_on_and_signs_in_anew() {
    on_each_store(async |desk| {
        desk.store.add_staff(&seoyeon(), "operator", NOW).await.unwrap();
        let other = Staff { id: StaffId::from_bits(2), login: "other".to_owned(), ..seoyeon() };
        desk.store.add_staff(&other, "operator", NOW).await.unwrap();
        desk.store.open_session(&session("one", 60), HASH).await.unwrap();
        let of_another = Session { staff_id: other.id.clone(), ..session("two", 60) };
        desk.store.open_session(&of_another, HASH).await.unwrap();

        let change = StaffChange {
            role: Some("manager".to_owned()),
            password_hash: Some("$argon2id$new".to_owned()),
            merchants: Some(vec![other_merchant()]),
            ..StaffChange::default()
        };
        desk.store.change_staff("staff", &change, "operator", later(1)).await.unwrap();
        let expected = Staff {
            role: "manager".to_owned(),
            password_hash: "$argon2id$new".to_owned(),
            merchants: vec![other_merchant()],
            ..seoyeon()
        };
        assert_eq!(desk.store.staff(&cashier()).await.unwrap(), Some(expected.clone()));
        assert!(desk.store.session("one").await.unwrap().is_none());
        assert!(desk.store.session("two").await.unwrap().is_some(), "somebody else's");

        let leave = StaffChange { active: Some(false), ..StaffChange::default() };
        desk.store.change_staff("staff", &leave, "operator", later(2)).await.unwrap();
        let left = desk.store.staff(&cashier()).await.unwrap();
        assert_eq!(left, Some(Staff { active: false, ..expected }));
        let nobody = desk.store.change_staff("nobody", &leave, "operator", later(3)).await;
        assert!(matches!(nobody, Err(StoreError::NotFound("staff"))), "{nobody:?}");

        let told = deeds(desk).await;
        let last = &told[told.len() - 1];
        assert_eq!((last.actor.as_str(), last.action.as_str()), ("operator", "staff.changed"));
        assert!(!format!("{told:?}").contains("argon2"), "no hash goes into the chain");
    })
    .await;
}

#[tokio::test]
async fn a_session_lives_until_it_is_closed_or_swept() {
    on_each_store(async |desk| {
        desk.store.add_staff(&seoyeon(), "operator", NOW).await.unwrap();
        desk.store.open_session(&session("one", 60), HASH).await.unwrap();
        desk.store.touch_session("one", later(30)).await.unwrap();
        let (read, staff) = desk.store.session("one").await.unwrap().unwrap();
        assert_eq!(read, Session { last_seen_at: later(30), ..session("one", 60) });
        assert_eq!(staff, seoyeon());

        desk.store.open_session(&session("two", 600), HASH).await.unwrap();
        desk.store.close_session("two", SessionEnd::SignedOut, NOW).await.unwrap();
        assert!(desk.store.session("two").await.unwrap().is_none());
        let much_later = Session { created_at: later(61), ..session("three", 600) };
        desk.store.open_session(&much_later, HASH).await.unwrap();
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

fn wrong(staff: Option<Staff>, asked_for: AskedFor) -> WrongPassword {
    WrongPassword { keys: vec!["digest".to_owned()], staff, asked_for }
}

async fn deeds(desk: &Fixture) -> Vec<AuditEntry> {
    let events = desk.store.audit_after(0, 1_000).await.unwrap();
    events.into_iter().map(|event| event.entry).collect()
}

#[tokio::test]
async fn who_comes_and_goes_is_told_once_and_without_a_secret() {
    on_each_store(async |desk| {
        desk.store.add_staff(&seoyeon(), "operator", NOW).await.unwrap();
        desk.store.open_session(&session("secret", 600), HASH).await.unwrap();
        desk.store.step_up_session("secret", later(300), later(1)).await.unwrap();
        desk.store.step_up_session("nobody's", later(300), later(1)).await.unwrap();
        for second in [2, 3] {
            let end = SessionEnd::SignedOut;
            desk.store.close_session("secret", end, later(second)).await.unwrap();
        }
        for (token, end) in [("two", SessionEnd::Replaced), ("three", SessionEnd::Expired)] {
            desk.store.open_session(&session(token, 600), HASH).await.unwrap();
            desk.store.close_session(token, end, later(4)).await.unwrap();
        }
        let told = deeds(desk).await;
        let id = cashier();
        let lines: Vec<_> = told
            .iter()
            .map(|one| (one.actor.as_str(), one.action.as_str(), (one.at - NOW.0) / 1_000_000))
            .collect();
        assert_eq!(
            lines,
            [
                ("operator", "staff.added", 0),
                (id.as_str(), "session.signed_in", 0),
                (id.as_str(), "session.stepped_up", 1),
                (id.as_str(), "session.signed_out", 2),
                (id.as_str(), "session.signed_in", 0),
                (id.as_str(), "session.replaced", 4),
                (id.as_str(), "session.signed_in", 0),
                (id.as_str(), "session.expired", 4),
            ]
        );
        assert!(told.iter().all(|one| one.subject == id.as_str()), "{told:?}");
        let written = format!("{told:?}");
        for secret in ["secret", "argon2", "김서연"] {
            assert!(!written.contains(secret), "{secret} in {written}");
        }
    })
    .await;
}

#[tokio::test]
async fn who_guesses_passwords_is_told_of_but_cannot_fill_the_disk() {
    on_each_store(async |desk| {
        desk.store.add_staff(&seoyeon(), "operator", NOW).await.unwrap();
        let at_the_door = wrong(Some(seoyeon()), AskedFor::SigningIn);
        for _ in 0..25 {
            desk.store.note_wrong_password(&at_the_door, NOW).await.unwrap();
        }
        let told = deeds(desk).await.split_off(1);
        assert_eq!(told.len(), 20, "{told:?}");
        assert_eq!((&*told[0].actor, &*told[0].action), ("unknown", "session.sign_in_failed"));
        assert_eq!(told[0].subject, cashier().as_str());
        assert_eq!(told[0].body, r#"{"last_told":false,"login":"staff"}"#);
        assert_eq!(told[19].body, r#"{"last_told":true,"login":"staff"}"#);
        assert_eq!(desk.store.failed_logins("digest", NOW).await.unwrap(), 25);

        // Whom nobody knows is told apart, without what was typed; an hour later all begins anew.
        let nobody = wrong(None, AskedFor::SigningIn);
        desk.store.note_wrong_password(&nobody, NOW).await.unwrap();
        let stepping = wrong(Some(seoyeon()), AskedFor::SteppingUp);
        desk.store.note_wrong_password(&stepping, later(3_601)).await.unwrap();
        let told = deeds(desk).await.split_off(21);
        assert_eq!(told.len(), 2, "{told:?}");
        assert_eq!(
            (&*told[0].subject, &*told[0].body),
            ("unknown", r#"{"last_told":false,"login":null}"#)
        );
        assert_eq!(
            (&*told[1].actor, &*told[1].action),
            (cashier().as_str(), "session.step_up_failed")
        );
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

/// Their sign-in was under way when the operator changed the password: it must not end as a session.
#[tokio::test]
async fn whoever_gave_a_password_that_is_replaced_by_now_is_not_signed_in() {
    on_each_store(async |desk| {
        desk.store.add_staff(&seoyeon(), "operator", NOW).await.unwrap();
        let password_hash = Some("$argon2id$new".to_owned());
        let change = StaffChange { password_hash, ..StaffChange::default() };
        desk.store.change_staff("staff", &change, "operator", NOW).await.unwrap();
        assert!(!desk.store.open_session(&session("late", 60), HASH).await.unwrap());
        assert_eq!(desk.store.session("late").await.unwrap(), None);
        assert!(desk.store.open_session(&session("new", 60), "$argon2id$new").await.unwrap());

        let leave = StaffChange { active: Some(false), ..StaffChange::default() };
        desk.store.change_staff("staff", &leave, "operator", NOW).await.unwrap();
        assert!(!desk.store.open_session(&session("gone", 60), "$argon2id$new").await.unwrap());
    })
    .await;
}
