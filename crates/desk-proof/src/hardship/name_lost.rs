//! The vendor's name stops leading anywhere while the desk runs, and leads there again later. The desk has
//! its own `/etc/hosts` for that, in a mount namespace of its own, which only the superuser may make.

use std::path::Path;
use std::process::Stdio;
use std::time::Duration;

use desk_simulation::{HARNESS, Violation};
use desk_testkit::ports::free_base_port;
use serde_json::{Value, json};
use tokio::process::Command;

use super::one_payment::{NAME, OnePayment, WON};
use crate::http::Request;
use crate::shop::{CONTROL, PORTONE, Setting, simulators, wanted};
use crate::vendors::{Vendor, Vendors};

const TOLD: &str = "a vendor whose name is lost is told as one that cannot be reached";
const HELD: &str = "what was clicked meanwhile is carried out once the name is back, and once";
const KEY: &str = "a-key-for-a-lost-name";
/// Nobody answers for names there, so that one which is in no file is unknown at once.
const RESOLVER: &str = "nameserver 127.0.0.1\noptions timeout:1 attempts:1\n";
const KNOWN: &str = "127.0.0.1 localhost\n";
const MOUNTS: &str =
    "mount --bind \"$1/hosts\" /etc/hosts; mount --bind \"$1/resolv.conf\" /etc/resolv.conf";
/// Over the withdraw window, and a few tries of the worker.
const LOST: Duration = Duration::from_secs(12);
/// Until the worker's next try has come, with its answer.
const TRIES: u32 = 600;
const PAUSE: Duration = Duration::from_millis(200);

/// Plain http is for loopback, whose name is one like any other here. Returns whether it could be done.
pub(crate) async fn lose_the_name(setting: &Setting) -> Result<bool, Violation> {
    if !may_unshare().await? {
        println!("a vendor's name that is lost and found: NOT RUN, only the superuser may mount");
        return Ok(false);
    }
    let folder = tempfile::Builder::new().prefix("desk-proof-").tempdir()?;
    let base = free_base_port();
    let mut vendor = simulators(setting, folder.path(), base);
    vendor.start()?;
    let vendors = Vendors { control: base + CONTROL };
    vendors.empty().await?;
    let blueprint = json!({ "id": NAME, "amountWon": WON });
    vendors.insist(&Request::post("/api/portone/payments", &blueprint)).await?;
    let base_url = format!("http://localhost:{}", base + PORTONE);
    let shell = format!(
        "printf '{KNOWN}' > \"$1/hosts\"; printf '{RESOLVER}' > \"$1/resolv.conf\"; {MOUNTS}"
    );
    let mut one = OnePayment::open(setting, &base_url, Some(&shell)).await?;
    let refreshed = one.person.insist("POST", &format!("{}/refresh", one.path), None).await?;
    if !refreshed.is_success() {
        return Err(Violation::of(HARNESS, format!("{refreshed:?}")));
    }
    // No line that was open before leads there.
    vendor.kill().await?;
    name_is(one.folder.path(), "")?;
    vendor.start()?;
    click_without_a_name(&one).await?;
    tokio::time::sleep(LOST).await;
    name_is(one.folder.path(), KNOWN)?;
    until_settled(&mut one, vendors).await?;
    one.desk.kill().await?;
    vendor.kill().await?;
    println!("a vendor's name that is lost and found: told, one refund after it, 0 violations");
    Ok(true)
}

async fn may_unshare() -> std::io::Result<bool> {
    let mut unshare = Command::new("unshare");
    let status = unshare.args(["--mount", "true"]).stderr(Stdio::null()).status().await?;
    Ok(status.success())
}

/// In the same file: it is mounted where names are looked up.
fn name_is(folder: &Path, hosts: &str) -> std::io::Result<()> {
    std::fs::write(folder.join("hosts"), hosts)
}

/// The click is taken by what was read before; the failed read after it says what is the matter.
async fn click_without_a_name(one: &OnePayment) -> Result<(), Violation> {
    let cancel = wanted("full", WON, WON);
    let click = one.person.once(&format!("{}/cancellations", one.path), &cancel, KEY).await;
    if click.as_ref().is_none_or(|answer| answer.status != 201) {
        return Err(Violation::of(HELD, format!("{click:?}")));
    }
    let refresh = one.person.once(&format!("{}/refresh", one.path), &Value::Null, KEY).await;
    match refresh {
        Some(answer) if answer.code() == "gateway_unreachable" => Ok(()),
        answer => Err(Violation::of(TOLD, format!("{answer:?}"))),
    }
}

async fn until_settled(one: &mut OnePayment, vendors: Vendors) -> Result<(), Violation> {
    let refunds = vendors.truth(Vendor::PortOne, NAME).await?.refunds;
    if !refunds.is_empty() {
        return Err(Violation::of(HELD, format!("refunded without a name: {refunds:?}")));
    }
    for _ in 0..TRIES {
        tokio::time::sleep(PAUSE).await;
        let shown = one.person.insist("GET", &one.path, None).await?;
        if shown.body["payment"]["cancelled_won"] == WON {
            let truth = vendors.truth(Vendor::PortOne, NAME).await?;
            let is_once = truth.refunds.len() == 1 && truth.refunded_won() == WON;
            return match is_once {
                true => Ok(()),
                false => Err(Violation::of(HELD, format!("{truth:?}"))),
            };
        }
        one.desk.lives()?;
    }
    Err(Violation::of(HELD, "it never was"))
}
