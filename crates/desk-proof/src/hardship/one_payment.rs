//! A real desk over one payment, with its vendor wherever the test says.

use std::process::Stdio;

use desk_simulation::{HARNESS, Violation};
use desk_testkit::ports::free_base_port;
use tempfile::TempDir;
use tokio::io::AsyncWriteExt as _;
use tokio::process::Command;

use crate::client::Browser;
use crate::process::Process;
use crate::shop::{Setting, await_ready};

pub(super) const WON: i64 = 90_000;
/// As the vendor calls the payment.
pub(super) const NAME: &str = "card-1";
const PAYMENTS: &str = "channel,method,payment_id,order_name,amount_won,paid_at\n\
    portone,card,card-1,논술,90000,2026-11-02\n";

pub(super) struct OnePayment {
    pub(super) desk: Process,
    pub(super) person: Browser,
    /// The payment's address.
    pub(super) path: String,
    /// Of the desk's files.
    pub(super) folder: TempDir,
}

impl OnePayment {
    /// The desk runs and its one payment is in the book, as a file told it. `shell` is what its process does
    /// before it becomes the desk.
    pub(super) async fn open(
        setting: &Setting,
        base_url: &str,
        shell: Option<&str>,
    ) -> Result<Self, Violation> {
        let folder = tempfile::Builder::new().prefix("desk-proof-").tempdir()?;
        let port = free_base_port();
        let path = |name: &str| folder.path().join(name).display().to_string();
        std::fs::write(path("desk.toml"), config(base_url))?;
        std::fs::write(path("payments.csv"), PAYMENTS)?;
        let common = ["--config", &path("desk.toml"), "--data", &path("desk")].map(str::to_owned);
        let import = ["import", "csv", &path("payments.csv")].map(str::to_owned);
        obey(setting, [&import[..], &common].concat(), "").await?;
        let add =
            ["user", "add", "staff", "--name", "김하늘", "--role", "staff"].map(str::to_owned);
        obey(setting, [&add[..], &common].concat(), "cancel-desk-demo\n").await?;
        let program = setting.programs.join("cancel-desk");
        let log = folder.path().join("desk.log");
        let mut desk = match shell {
            None => Process::new(program, log),
            Some(shell) => in_its_own_mounts(shell, &folder, log).arg(program),
        };
        desk = desk.arg("serve").arg("--bind").arg(format!("127.0.0.1:{port}"));
        for argument in common {
            desk = desk.arg(argument);
        }
        desk.start()?;
        await_ready(&mut desk, port).await?;
        let mut person = Browser::new(port, "staff");
        let list = person.insist("GET", "/api/payments", None).await?;
        let id = list.body["items"][0]["id"].as_str().unwrap_or_default();
        let path = format!("/api/payments/{id}");
        Ok(Self { desk, person, path, folder })
    }
}

/// What the shell mounts is seen by this process alone, and gone with it. The folder is its `$1`.
fn in_its_own_mounts(shell: &str, folder: &TempDir, log: std::path::PathBuf) -> Process {
    Process::new("unshare".into(), log)
        .arg("--mount")
        .arg("sh")
        .arg("-ec")
        .arg(format!("{shell}; shift; exec \"$@\""))
        .arg("desk")
        .arg(folder.path())
}

fn config(base_url: &str) -> String {
    format!(
        r#"
[[merchants]]
key = "academy"
name = "한빛학원"

[[channels]]
kind = "portone"
key = "portone"
merchant = "academy"
base_url = "{base_url}"
api_secret = "demo-portone-secret"
"#
    )
}

async fn obey(setting: &Setting, arguments: Vec<String>, typed: &str) -> Result<(), Violation> {
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
