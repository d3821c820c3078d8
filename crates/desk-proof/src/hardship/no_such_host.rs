//! The vendor's name leads nowhere: a real desk over one payment, with a connection to a host that there
//! is not.

use std::path::Path;
use std::process::Stdio;

use desk_simulation::{HARNESS, Violation};
use serde_json::Value;
use tokio::io::AsyncWriteExt as _;
use tokio::process::Command;

use crate::client::Browser;
use crate::ports::free_base_port;
use crate::process::Process;
use crate::shop::{Setting, await_ready, wanted};

const CLEAR: &str =
    "a vendor without an address is told as one that cannot be reached, and nothing is sent";
/// `.invalid` is never a name of anybody (RFC 2606).
const CONFIG: &str = r#"
[[merchants]]
key = "academy"
name = "한빛학원"

[[channels]]
kind = "portone"
key = "portone"
merchant = "academy"
base_url = "https://vendor.invalid"
api_secret = "nobody-hears-this"
"#;
const PAYMENTS: &str = "channel,method,payment_id,order_name,amount_won,paid_at\n\
    portone,card,card-1,논술,90000,2026-11-02\n";
const WON: i64 = 90_000;
const KEY: &str = "a-key-for-nobody";

pub(crate) async fn no_such_host(setting: &Setting) -> Result<(), Violation> {
    let folder = tempfile::Builder::new().prefix("desk-proof-").tempdir()?;
    let port = free_base_port()?;
    let data = folder.path().join("desk");
    write(folder.path())?;
    let config = folder.path().join("desk.toml").display().to_string();
    let data = data.display().to_string();
    let common = ["--config", &config, "--data", &data];
    let file = folder.path().join("payments.csv").display().to_string();
    obey(setting, &[&["import", "csv", &file][..], &common].concat(), "").await?;
    let add = ["user", "add", "staff", "--name", "김하늘", "--role", "staff"];
    obey(setting, &[&add[..], &common].concat(), "cancel-desk-demo\n").await?;
    let bind = format!("127.0.0.1:{port}");
    let log = folder.path().join("desk.log");
    let mut desk = Process::new(setting.programs.join("cancel-desk"), log).arg("serve");
    for argument in [&common[..], &["--bind", &bind]].concat() {
        desk = desk.arg(argument);
    }
    desk.start()?;
    await_ready(&mut desk, port).await?;
    let told = click(port).await;
    desk.kill().await?;
    told
}

/// A refresh is told what is the matter; a payment that was never read cannot be cancelled meanwhile.
async fn click(port: u16) -> Result<(), Violation> {
    let mut person = Browser::new(port, "staff");
    let list = person.insist("GET", "/api/payments", None).await?;
    let payment = list.body["items"][0]["id"].as_str().unwrap_or_default().to_owned();
    let refresh = format!("/api/payments/{payment}/refresh");
    let refreshed = person.once(&refresh, &Value::Null, KEY).await;
    let path = format!("/api/payments/{payment}/cancellations");
    let refused = person.once(&path, &wanted("full", WON, WON), KEY).await;
    for (answer, code) in [(refreshed, "gateway_unreachable"), (refused, "cancel_blocked")] {
        if answer.as_ref().is_none_or(|answer| answer.code() != code) {
            return Err(Violation::of(CLEAR, format!("{answer:?}")));
        }
    }
    Ok(())
}

fn write(folder: &Path) -> std::io::Result<()> {
    std::fs::write(folder.join("desk.toml"), CONFIG)?;
    std::fs::write(folder.join("payments.csv"), PAYMENTS)
}

async fn obey(setting: &Setting, arguments: &[&str], typed: &str) -> Result<(), Violation> {
    let mut command = Command::new(setting.programs.join("cancel-desk"));
    command.args(arguments).stdin(Stdio::piped()).stderr(Stdio::piped());
    let mut child = command.spawn()?;
    if let Some(mut stdin) = child.stdin.take() {
        // A command that asks for nothing may have ended.
        let _ = stdin.write_all(typed.as_bytes()).await;
    }
    let output = child.wait_with_output().await?;
    if output.status.success() {
        return Ok(());
    }
    Err(Violation::of(HARNESS, String::from_utf8_lossy(&output.stderr)))
}
