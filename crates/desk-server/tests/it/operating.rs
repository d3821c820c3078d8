//! The operator's commands, on the real binary: what it prints, and how it ends.

use std::path::Path;
use std::process::{Output, Stdio};

use desk_simulator::DEMO_API_SECRET;
use serde_json::{Value, json};
use sqlx::{Connection as _, SqliteConnection};
use tokio::io::AsyncWriteExt as _;
use tokio::process::Command;

use crate::support::{Browser, Stage, card, full};

struct Told {
    code: Option<i32>,
    out: String,
    err: String,
}

async fn cancel_desk(args: &[&str]) -> Told {
    let run = Command::new(env!("CARGO_BIN_EXE_cancel-desk"))
        .args(args)
        .env_remove("CANCEL_DESK_CONFIG")
        .env_remove("RUST_LOG")
        .output();
    let Output { status, stdout, stderr } = run.await.unwrap();
    let text = |bytes: Vec<u8>| String::from_utf8(bytes).unwrap();
    Told { code: status.code(), out: text(stdout), err: text(stderr) }
}

impl Told {
    #[track_caller]
    fn expect(self, code: i32, words: &str) -> String {
        let (out, err) = (&self.out, &self.err);
        assert_eq!(self.code, Some(code), "{out}\n{err}");
        assert!(out.contains(words) || err.contains(words), "no {words:?} in:\n{out}\n{err}");
        self.out
    }
}

async fn stage() -> Stage {
    let stage = Stage::new().await.with(&[card("pay-1")]).await;
    let id = stage.id_of("pay-1").await;
    let browser = stage.signed_in("staff").await;
    browser.cancel(&id, "0123456789abcdef", &full(100_000)).await.expect(201);
    stage
}

fn text(path: &Path) -> String {
    path.to_str().unwrap().to_owned()
}

async fn behind_its_back(database: &Path, sql: &'static str) {
    let url = format!("sqlite://{}", database.display());
    let mut connection = SqliteConnection::connect(&url).await.unwrap();
    sqlx::raw_sql(sql).execute(&mut connection).await.unwrap();
    connection.close().await.unwrap();
}

#[tokio::test]
async fn the_chain_is_checked_and_its_head_is_kept() {
    let stage = stage().await;
    let database = text(&stage.database());
    let desk = ["--database-url", database.as_str()];
    let head = cancel_desk(&["audit", "head", desk[0], desk[1]]).await.expect(0, ":");
    let head = head.trim();
    let verify = ["audit", "verify", desk[0], desk[1]];
    cancel_desk(&verify).await.expect(0, "the chain holds");
    cancel_desk(&["audit", "verify", "--head", head, desk[0], desk[1]]).await.expect(0, head);
    cancel_desk(&["audit", "verify", "--head", "x", desk[0], desk[1]]).await.expect(2, "17:");

    let cut = "DROP TRIGGER audit_events_no_delete; DELETE FROM audit_events WHERE seq = 1";
    behind_its_back(&stage.database(), cut).await;
    cancel_desk(&verify).await.expect(1, "event 1 is missing");
    let json = cancel_desk(&["audit", "verify", "--json", desk[0], desk[1]]).await;
    let told: Value = serde_json::from_str(&json.expect(1, "whole")).unwrap();
    assert_eq!(told["whole"], false);
    assert_eq!(told["breaks"][0]["kind"], "missing", "{told}");
    assert_eq!(told["breaks"][0]["first"], 1);

    let nowhere = text(&stage.folder().join("no.db"));
    let none = cancel_desk(&["audit", "head", "--database-url", &nowhere]).await;
    none.expect(1, "there is no desk");
    assert!(!Path::new(&nowhere).exists(), "looking must not make one");
}

/// `user …` over this desk, with a password on standard input.
async fn user(stage: &Stage, words: &[&str], password: &str) -> bool {
    let path = stage.folder().join("desk.toml");
    std::fs::write(&path, config(stage, DEMO_API_SECRET)).unwrap();
    let mut command = Command::new(env!("CARGO_BIN_EXE_cancel-desk"));
    command.arg("user").args(words).args(["--config", &text(&path)]);
    let mut asked = command.stdin(Stdio::piped()).stderr(Stdio::null()).spawn().unwrap();
    let line = format!("{password}\n");
    // Whoever asks for none does not wait for it.
    let _ = asked.stdin.take().unwrap().write_all(line.as_bytes()).await;
    asked.wait().await.unwrap().success()
}

const ADD_KIM: [&str; 6] = ["add", "kim", "--name", "김지은", "--role", "manager"];

#[tokio::test]
async fn who_was_added_by_the_operator_is_told_in_the_chain() {
    let stage = stage().await;
    assert!(user(&stage, &ADD_KIM, "a long enough secret").await);

    let deeds = stage.desk.store.audit_after(0, 1_000).await.unwrap();
    let told = &deeds.last().expect("somebody was added").entry;
    assert_eq!((told.actor.as_str(), told.action.as_str()), ("operator", "staff.added"));
    let body: Value = serde_json::from_str(&told.body).unwrap();
    assert_eq!((&body["login"], &body["role"]), (&json!("kim"), &json!("manager")), "{body}");
    let file = text(&stage.folder().join("desk.toml"));
    cancel_desk(&["audit", "verify", "--config", &file]).await.expect(0, "the chain holds");
    Browser::of(&stage.desk).sign_in("kim", "a long enough secret").await.expect(200);
}

#[tokio::test]
async fn whoever_leaves_is_out_at_once_and_a_lost_password_is_replaced() {
    let stage = stage().await;
    let (old, new) = ("a long enough secret", "another long secret");
    assert!(user(&stage, &ADD_KIM, old).await);
    let mut kim = Browser::of(&stage.desk);
    kim.sign_in("kim", old).await.expect(200);

    assert!(user(&stage, &["change", "kim", "--password", "--role", "staff"], new).await);
    kim.get("/api/session").await.expect_problem(401, "not_signed_in");
    kim.sign_in("kim", old).await.expect_problem(401, "wrong_credentials");
    assert_eq!(kim.sign_in("kim", new).await.expect(200)["role"], "staff");

    assert!(user(&stage, &["change", "kim", "--deactivate"], "").await);
    kim.get("/api/session").await.expect_problem(401, "not_signed_in");
    kim.sign_in("kim", new).await.expect_problem(401, "wrong_credentials");
    let file = text(&stage.folder().join("desk.toml"));
    let listed = cancel_desk(&["user", "list", "--config", &file]).await;
    listed.expect(0, "may sign in no more");

    assert!(user(&stage, &["change", "kim", "--activate"], "").await);
    kim.sign_in("kim", new).await.expect(200);
    assert!(!user(&stage, &["change", "kim"], "").await, "nothing to change");
    assert!(!user(&stage, &["change", "lee", "--activate"], "").await, "nobody has that login");
    assert!(!user(&stage, &["change", "kim", "--password"], "short").await);
}

#[tokio::test]
async fn a_backup_is_made_checked_and_restored() {
    let stage = stage().await;
    let database = text(&stage.database());
    let (file, back) =
        (text(&stage.folder().join("desk.backup")), text(&stage.folder().join("back.db")));
    let make = ["backup", "--to", &file, "--database-url", &database];
    cancel_desk(&make).await.expect(0, "1 payments");
    cancel_desk(&make).await.expect(1, "is there already");
    let list: Value =
        serde_json::from_str(&std::fs::read_to_string(format!("{file}.json")).unwrap()).unwrap();
    assert_eq!(list["channels"][0]["amount_won"], 100_000, "{list}");
    assert_eq!(list["channels"][0]["reserved_won"], 100_000);
    #[cfg(unix)]
    {
        use std::os::unix::fs::PermissionsExt as _;
        let mode = std::fs::metadata(&file).unwrap().permissions().mode();
        assert_eq!(mode & 0o777, 0o600, "it holds names");
    }

    cancel_desk(&["restore", "--from", &file]).await.expect(2, "--to");
    let checked = cancel_desk(&["restore", "--from", &file, "--verify"]).await;
    assert_eq!(checked.expect(0, "SHA-256 fits").lines().count(), 6);
    let restore = ["restore", "--from", &file, "--to", &back];
    cancel_desk(&restore).await.expect(0, "1 cancels that were under way");
    cancel_desk(&restore).await.expect(1, "Nothing was changed");
    cancel_desk(&["audit", "verify", "--database-url", &back]).await.expect(0, "the chain holds");

    std::fs::write(&file, "broken").unwrap();
    let broken = cancel_desk(&["restore", "--from", &file, "--verify"]).await;
    broken.expect(1, "bad  checksum");
}

#[tokio::test]
async fn an_import_says_what_became_of_the_payments() {
    let stage = stage().await;
    let (path, csv) = (stage.folder().join("desk.toml"), stage.folder().join("paid.csv"));
    let file = text(&path);
    std::fs::write(&path, config(&stage, DEMO_API_SECRET)).unwrap();
    let pull =
        ["import", "portone", "--from", "2026-01-01", "--to", "2026-12-31", "--config", &file];
    cancel_desk(&pull).await.expect(0, "1 payments read, 1 new, 0 changed");
    cancel_desk(&pull).await.expect(0, "1 payments read, 0 new, 0 changed");
    let rows = "payment_id,order_name,amount_won,method,paid_at\nR-1,수학,1000,cash,2026-11-03\n";
    std::fs::write(&csv, rows).unwrap();
    let take = ["import", "csv", &text(&csv), "--config", &file];
    cancel_desk(&take).await.expect(0, "1 rows read, 1 new, 0 changed");
    cancel_desk(&take).await.expect(0, "1 rows read, 0 new, 0 changed");
}

fn config(stage: &Stage, secret: &str) -> String {
    format!(
        "database_url = {:?}\ndata = {:?}\n\
         [[merchants]]\nkey = \"hanbit\"\nname = \"한빛학원\"\n\
         [[channels]]\nkind = \"portone\"\nkey = \"hanbit-portone\"\nmerchant = \"hanbit\"\n\
         base_url = \"http://{}\"\napi_secret = {secret:?}\n",
        text(&stage.database()),
        text(stage.folder()),
        stage.simulator.portone,
    )
}

#[tokio::test]
async fn the_doctor_names_what_is_wrong_and_no_secret() {
    let stage = stage().await;
    let path = stage.folder().join("desk.toml");
    let file = text(&path);
    std::fs::write(&path, config(&stage, DEMO_API_SECRET)).unwrap();
    let told = cancel_desk(&["doctor", "--json", "--config", &file]).await;
    let report: Value = serde_json::from_str(&told.out).unwrap_or(Value::Null);
    let level = |name: &str| {
        let checks = report["checks"].as_array().expect("there are checks");
        let found = checks.iter().find(|check| check["name"] == name);
        found.unwrap_or_else(|| panic!("no {name}: {report}"))["level"].clone()
    };
    let fine = ["store", "database", "migrations", "book", "audit", "vendor of hanbit-portone"];
    for name in fine {
        assert_eq!(level(name), "ok", "{name}: {report}");
    }
    assert_eq!(level("webhooks of hanbit-portone"), "warn");
    assert_eq!(level("public origin"), "warn");
    assert_eq!(level("clock of hanbit-portone"), "ok", "{report}");

    std::fs::write(&path, config(&stage, "not-the-secret")).unwrap();
    behind_its_back(&stage.database(), "UPDATE payments SET reserved_won = 7").await;
    let told = cancel_desk(&["doctor", "--config", &file]).await;
    assert!(!format!("{}{}", told.out, told.err).contains("not-the-secret"));
    let out = told.expect(1, "checks are bad");
    let line = |name: &str| {
        let found = out.lines().find(|line| line.contains(name));
        found.unwrap_or_else(|| panic!("no {name}: {out}")).to_owned()
    };
    assert!(line("vendor of hanbit-portone").starts_with("bad"), "{out}");
    assert!(line("book").starts_with("bad"), "{out}");
    assert!(out.contains("→ compare the channel's keys"), "{out}");
}
