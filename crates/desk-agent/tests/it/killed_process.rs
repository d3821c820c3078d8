//! The real program, paired, run, killed without a warning and started again.

use std::process::{Child, Command, Stdio};

use desk_agent::agent::JOURNAL_FILE;
use desk_domain::terminal::TerminalStage;
use desk_simulator::van::Card;
use tokio::io::AsyncWriteExt as _;

use crate::desk::CODE;
use crate::shop::{Shop, succeeded};

const AGENT: &str = env!("CARGO_BIN_EXE_desk-agent");

struct Process(Child);

impl Drop for Process {
    fn drop(&mut self) {
        self.kill();
    }
}

impl Process {
    fn run(shop: &Shop) -> Self {
        let mut command = Command::new(AGENT);
        command.args(["run", "--device", &format!("http://{}", shop.simulators.van), "--data"]);
        let child = command.arg(shop.folder.path()).stderr(Stdio::null()).spawn().unwrap();
        Self(child)
    }

    fn kill(&mut self) {
        self.0.kill().unwrap();
        self.0.wait().unwrap();
    }
}

async fn pair(shop: &Shop) {
    let url = shop.desk.url();
    let mut command = tokio::process::Command::new(AGENT);
    command.args(["pair", "--desk", &url, "--code", CODE, "--cat-id", "7300000001", "--data"]);
    let paired = command.arg(shop.folder.path()).output().await.unwrap();
    assert!(paired.status.success(), "{}", String::from_utf8_lossy(&paired.stderr));
}

/// As the console's command says it: the number of the device is typed.
#[tokio::test]
async fn the_number_of_the_device_is_asked_for() {
    let shop = Shop::closed().await;
    let mut command = tokio::process::Command::new(AGENT);
    command.args(["pair", "--desk", &shop.desk.url(), "--code", CODE, "--data"]);
    command.arg(shop.folder.path()).stdin(Stdio::piped()).stderr(Stdio::piped());
    let mut pairing = command.spawn().unwrap();
    pairing.stdin.take().unwrap().write_all(b" 7300000009\n").await.unwrap();
    let paired = pairing.wait_with_output().await.unwrap();
    assert!(paired.status.success(), "{}", String::from_utf8_lossy(&paired.stderr));
    assert!(status(&shop).contains("7300000009"), "{}", status(&shop));
}

fn status(shop: &Shop) -> String {
    let told = Command::new(AGENT).args(["status", "--data"]).arg(shop.folder.path()).output();
    String::from_utf8(told.unwrap().stdout).unwrap()
}

#[tokio::test]
async fn killed_with_the_card_awaited_it_goes_on_with_the_same_order() {
    let mut shop = Shop::closed().await;
    assert_eq!(status(&shop), "not paired\n");
    pair(&shop).await;
    let mut first = Process::run(&shop);
    shop.desk.hello().await;
    shop.order("can_1");
    shop.desk.stage("can_1", TerminalStage::AwaitingCard).await;
    first.kill();
    assert!(status(&shop).contains("at device can_1"), "{}", status(&shop));

    let _second = Process::run(&shop);
    shop.desk.hello().await;
    shop.desk.stage("can_1", TerminalStage::AwaitingCard).await;
    shop.van().insert(Card::Right).unwrap();
    shop.van().answer().unwrap();
    assert!(succeeded(&shop.desk.end("can_1").await));
    assert_eq!(shop.ledger(), (1, 1));
}

/// An empty journal would deny what the device has begun: only a new pairing begins one.
#[tokio::test]
async fn without_its_journal_it_does_not_start_until_it_is_paired_again() {
    let mut shop = Shop::closed().await;
    pair(&shop).await;
    std::fs::remove_file(shop.folder.path().join(JOURNAL_FILE)).unwrap();
    let mut command = tokio::process::Command::new(AGENT);
    command.args(["run", "--device", &format!("http://{}", shop.simulators.van), "--data"]);
    let refused = command.arg(shop.folder.path()).output().await.unwrap();
    assert!(!refused.status.success());
    let said = String::from_utf8_lossy(&refused.stderr).into_owned();
    assert!(said.contains("pair this terminal again"), "{said}");
    pair(&shop).await;
    let _again = Process::run(&shop);
    shop.desk.hello().await;
}
