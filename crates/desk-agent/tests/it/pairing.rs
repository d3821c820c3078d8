use desk_agent::pairing::{PairingError, pair, paired};
use desk_api::agent::PairAgent;

use crate::desk::{CODE, TERMINAL, TOKEN, TestDesk};

fn request(code: &str) -> PairAgent {
    PairAgent {
        code: code.into(),
        cat_id: "7300000001".into(),
        driver: "van".into(),
        agent_version: "1".into(),
    }
}

#[tokio::test]
async fn a_code_becomes_a_token_that_only_its_owner_can_read() {
    let desk = TestDesk::open().await;
    let folder = tempfile::tempdir().unwrap();
    let place = folder.path().join("new");
    let identity = pair(&desk.url().parse().unwrap(), &request(CODE), &place).await.unwrap();
    assert_eq!((identity.token.as_str(), identity.desk), (TOKEN, desk.url()));
    let kept = paired(&place).unwrap().unwrap();
    assert_eq!(kept.terminal_id.to_string(), TERMINAL);
    assert!(!format!("{kept:?}").contains(TOKEN));
    #[cfg(unix)]
    {
        use std::os::unix::fs::PermissionsExt as _;
        let mode = std::fs::metadata(place.join("agent.json")).unwrap().permissions().mode();
        assert_eq!(mode & 0o777, 0o600);
    }
}

#[tokio::test]
async fn a_wrong_code_keeps_what_there_was() {
    let desk = TestDesk::open().await;
    let folder = tempfile::tempdir().unwrap();
    let address = desk.url().parse().unwrap();
    let refused = pair(&address, &request("WRONG"), folder.path()).await;
    assert!(matches!(refused, Err(PairingError::CodeRefused)), "{refused:?}");
    assert_eq!(paired(folder.path()).unwrap(), None);
    pair(&address, &request(CODE), folder.path()).await.unwrap();
    pair(&address, &request("WRONG"), folder.path()).await.unwrap_err();
    assert!(paired(folder.path()).unwrap().is_some());
}
