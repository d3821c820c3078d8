//! Card terminals, their pairing codes, and the terminal of a cancellation.

use desk_domain::{MerchantId, TerminalId, Timestamp};
use desk_store::{NewPairingCode, Pairing, StoreError, Terminal};

use crate::fixture::{Fixture, on_each_store};
use crate::samples::{NOW, cashier, click, later, merchant, other_merchant, paid};

fn id(number: u128) -> TerminalId {
    TerminalId::from_bits(number)
}

fn desk_1() -> Terminal {
    Terminal {
        id: id(1),
        merchant_id: merchant(),
        name: "데스크 1".to_owned(),
        cat_id: None,
        driver: None,
        agent_version: None,
        paired_at: None,
        revoked_at: None,
        last_seen_at: None,
    }
}

fn code(terminal: u128, hash: &str, expires_at: Timestamp) -> NewPairingCode {
    NewPairingCode { terminal_id: id(terminal), code_hash: hash.to_owned(), expires_at }
}

fn agent(code_hash: &str, token_hash: &str) -> Pairing {
    Pairing {
        code_hash: code_hash.to_owned(),
        token_hash: token_hash.to_owned(),
        cat_id: "1234567001".to_owned(),
        driver: "van".to_owned(),
        agent_version: "0.1.0".to_owned(),
    }
}

async fn add(desk: &Fixture, terminal: &Terminal, hash: &str) {
    let code = NewPairingCode { terminal_id: terminal.id.clone(), ..code(0, hash, later(600)) };
    desk.store.add_terminal(terminal, &code, &cashier(), NOW).await.unwrap();
}

#[tokio::test]
async fn a_code_pairs_one_agent_once_and_in_time() {
    on_each_store(async |desk| {
        add(desk, &desk_1(), "code-1").await;
        assert_eq!(desk.store.terminal(&id(1)).await.unwrap(), Some(desk_1()));
        let late = desk.store.pair_terminal(&agent("code-1", "token-1"), later(600)).await.unwrap();
        assert_eq!(late, None, "on its last second it holds no more");

        let paired = desk.store.pair_terminal(&agent("code-1", "token-1"), later(599)).await;
        let paired = paired.unwrap().expect("the code holds");
        assert!(paired.is_paired());
        assert_eq!(paired.cat_id.as_deref(), Some("1234567001"));
        assert_eq!(paired.paired_at, Some(later(599)));
        let again =
            desk.store.pair_terminal(&agent("code-1", "token-2"), later(599)).await.unwrap();
        assert_eq!(again, None);
        assert_eq!(desk.store.terminal_of_token("token-1").await.unwrap(), Some(paired));
        assert_eq!(desk.store.terminal_of_token("token-2").await.unwrap(), None);
    })
    .await;
}

#[tokio::test]
async fn a_new_code_voids_the_one_before_and_a_new_agent_the_one_before() {
    on_each_store(async |desk| {
        add(desk, &desk_1(), "code-1").await;
        desk.store
            .renew_pairing_code(&code(1, "code-2", later(900)), &cashier(), later(1))
            .await
            .unwrap();
        assert_eq!(
            desk.store.pair_terminal(&agent("code-1", "token-1"), later(2)).await.unwrap(),
            None
        );
        desk.store.pair_terminal(&agent("code-2", "token-1"), later(2)).await.unwrap().unwrap();
        desk.store
            .renew_pairing_code(&code(1, "code-3", later(900)), &cashier(), later(3))
            .await
            .unwrap();
        assert!(desk.store.terminal_of_token("token-1").await.unwrap().is_some());
        desk.store.pair_terminal(&agent("code-3", "token-3"), later(4)).await.unwrap().unwrap();
        assert!(desk.store.terminal_of_token("token-1").await.unwrap().is_none());
        let unknown = desk
            .store
            .renew_pairing_code(&code(9, "code-9", later(900)), &cashier(), later(3))
            .await;
        assert!(matches!(unknown, Err(StoreError::NotFound("terminal"))), "{unknown:?}");
    })
    .await;
}

#[tokio::test]
async fn a_revoked_terminal_keeps_its_token_and_its_waiting_code_is_void() {
    on_each_store(async |desk| {
        add(desk, &desk_1(), "code-1").await;
        desk.store.pair_terminal(&agent("code-1", "token-1"), later(1)).await.unwrap().unwrap();
        desk.store
            .renew_pairing_code(&code(1, "code-2", later(900)), &cashier(), later(2))
            .await
            .unwrap();
        let revoked = desk.store.revoke_terminal(&id(1), &cashier(), later(3)).await.unwrap();
        assert!(!revoked.is_paired());
        let again = desk.store.revoke_terminal(&id(1), &cashier(), later(4)).await.unwrap();
        assert_eq!(again.revoked_at, Some(later(3)));
        assert_eq!(desk.store.terminal_of_token("token-1").await.unwrap(), Some(again));
        assert_eq!(
            desk.store.pair_terminal(&agent("code-2", "token-2"), later(5)).await.unwrap(),
            None
        );
        let deeds: Vec<String> = desk
            .store
            .audit_after(0, 50)
            .await
            .unwrap()
            .into_iter()
            .map(|event| event.entry.action)
            .filter(|action| action.starts_with("terminal."))
            .collect();
        assert_eq!(
            deeds,
            ["terminal.added", "terminal.paired", "terminal.code_given", "terminal.revoked"]
        );
    })
    .await;
}

#[tokio::test]
async fn terminals_are_listed_by_merchant_and_name_and_say_when_they_were_seen() {
    on_each_store(async |desk| {
        let desk_2 = Terminal { id: id(2), name: "데스크 2".to_owned(), ..desk_1() };
        let elsewhere = Terminal { id: id(3), merchant_id: other_merchant(), ..desk_1() };
        for (terminal, hash) in [(&desk_2, "2"), (&desk_1(), "1"), (&elsewhere, "3")] {
            add(desk, terminal, hash).await;
        }
        desk.store.note_terminal_seen(&id(2), "0.2.0", later(30)).await.unwrap();
        let listed = desk.store.terminals(&[merchant()]).await.unwrap();
        let desk_2 = Terminal {
            last_seen_at: Some(later(30)),
            agent_version: Some("0.2.0".to_owned()),
            ..desk_2
        };
        assert_eq!(listed, [desk_1(), desk_2]);
        assert_eq!(desk.store.terminals(&[]).await.unwrap(), []);
        let nowhere = Terminal { merchant_id: MerchantId::from_bits(99), id: id(4), ..desk_1() };
        let refused =
            desk.store.add_terminal(&nowhere, &code(4, "4", later(600)), &cashier(), NOW).await;
        assert!(matches!(refused, Err(StoreError::NotFound("merchant"))), "{refused:?}");
    })
    .await;
}

#[tokio::test]
async fn a_cancellation_keeps_its_terminal() {
    on_each_store(async |desk| {
        add(desk, &desk_1(), "code-1").await;
        desk.book(&paid(1)).await;
        let mut at_desk_1 = click(1, 7, 10_000);
        at_desk_1.cancellation.terminal_id = Some(id(1));
        let asked = desk.click(&at_desk_1).await;
        let row = desk.store.cancellation(&asked).await.unwrap().unwrap();
        assert_eq!(row.cancellation.terminal_id, Some(id(1)));
    })
    .await;
}
