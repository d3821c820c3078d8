//! A shop of one vendor: the desk as a process, with gates on all of its lines. The vendor is in the test,
//! as its ledger is what counts.

use std::path::{Path, PathBuf};
use std::process::Command;
use std::sync::Arc;
use std::thread;
use std::time::Duration;

use desk_server::demo::{CONTROL_OFFSET, PORTONE_OFFSET, hook_targets};
use desk_simulator::{
    Blueprint, Clock as _, Config, Fault, FaultKind, Running, Simulators, SystemClock, Truth,
};
use desk_testkit::ports::free_base_port;
use serde_json::{Value, json};
use tempfile::TempDir;

use super::book::Book;
use crate::support::full;
use crate::support::gate::Gate;
use crate::support::process::{Desk, LEASE_IS_OVER, ask, body_of, eventually, move_clock, sign_in};

pub(super) const WON: i64 = 100_000;
/// Over the withdraw window, in seconds.
const WITHDRAWN: i64 = 6;
/// How often the vendor looks whether a webhook is to be sent once more.
const PUMP: Duration = Duration::from_millis(200);

pub(super) struct Shop {
    base: u16,
    vendor: Running,
    desk: Option<Desk>,
    /// From the browsers to the desk.
    pub(super) people_line: Gate,
    /// From the desk to the vendor.
    pub(super) vendor_line: Gate,
    /// From the vendor to the desk: webhooks.
    pub(super) hook_line: Gate,
    _clock_line: Gate,
    pub(super) book: Book,
    folder: TempDir,
    cookie: String,
}

impl Shop {
    /// With these payments in the book.
    pub(super) async fn open(ids: &[String]) -> Self {
        let base = free_base_port();
        let config = Config { pump_every: Some(PUMP), ..Config::for_tests(Arc::new(SystemClock)) };
        let vendor = Simulators::start(config).await.unwrap();
        for id in ids {
            let plan: Blueprint =
                serde_json::from_value(json!({ "id": id, "amountWon": WON })).unwrap();
            vendor.create_payment(&plan).unwrap();
        }
        let vendor_line = Gate::at(base + PORTONE_OFFSET, vendor.portone.port());
        let clock_line = Gate::at(base + CONTROL_OFFSET, vendor.control.port());
        let (people_line, hook_line) = (Gate::before(base), Gate::before(base));
        let hooks = hook_targets(base).portone;
        let line = format!(":{}/", hook_line.port);
        vendor.set_webhook_target(hooks.replace(&format!(":{base}/"), &line));
        let folder = tempfile::tempdir().unwrap();
        let book = Book::at(&folder.path().join("desk.db"));
        let desk = Some(Desk::start(base, folder.path()));
        let cookie = sign_in(base, "staff");
        Self {
            base,
            vendor,
            desk,
            people_line,
            vendor_line,
            hook_line,
            _clock_line: clock_line,
            book,
            folder,
            cookie,
        }
    }

    /// A person asks for the cancel, or asks for it again; it is written down.
    pub(super) fn click(&self, id: &str) {
        let (path, headers) = self.dialog(id);
        ask(self.base, "POST", &path, &headers, Some(&full(WON))).expect("it is written down");
    }

    /// The same, by somebody who may never hear of it.
    pub(super) fn click_unheard(&self, id: &str) {
        let (path, headers) = self.dialog(id);
        let port = self.people_line.port;
        thread::spawn(move || ask(port, "POST", &path, &headers, Some(&full(WON))));
    }

    /// The person takes it back, and may never hear of it.
    pub(super) fn withdraw_unheard(&self, id: &str) {
        let told = self.detail(id).expect("it was just clicked");
        let cancellation = told["cancellations"][0]["id"].as_str().unwrap();
        let path = format!("/api/cancellations/{cancellation}/withdraw");
        let (port, headers) = (self.people_line.port, self.cookie.clone());
        thread::spawn(move || ask(port, "POST", &path, &headers, None));
    }

    pub(super) fn pass_withdraw_window(&self) {
        move_clock(&self.vendor, WITHDRAWN);
    }

    pub(super) fn next_cancel_meets(&self, kind: FaultKind) {
        self.vendor.arm(Fault::next_cancel(kind));
    }

    /// Whether the fault that was asked for has struck.
    pub(super) fn has_met_its_fault(&self) -> bool {
        let faults = ask(self.vendor.control.port(), "GET", "/api/faults", "", None);
        body_of(&faults.expect("the control page answers"))["items"] == json!([])
    }

    /// What the vendor holds is executed.
    pub(super) fn vendor_carries_out(&self) {
        let control = self.vendor.control.port();
        ask(control, "POST", "/api/faults/release", "", None).expect("it is let go");
    }

    pub(super) fn truth(&self, id: &str) -> Truth {
        self.vendor.truth(id).unwrap()
    }

    pub(super) fn kill_desk(&mut self) {
        self.desk.take().expect("there is a desk").kill();
    }

    /// Another desk over the same file, when the leases of the dead one are over.
    pub(super) fn start_desk(&mut self) {
        self.book.unlock();
        move_clock(&self.vendor, LEASE_IS_OVER);
        self.desk = Some(Desk::start(self.base, self.folder.path()));
        self.cookie = sign_in(self.base, "staff");
    }

    /// A backup of the desk while it runs.
    pub(super) fn back_up(&self) -> PathBuf {
        let file = self.folder.path().join("desk.backup");
        operate(&[
            "backup".as_ref(),
            "--to".as_ref(),
            &file,
            "--database-url".as_ref(),
            &self.file(),
        ]);
        file
    }

    /// The desk's file is lost, and an old one takes its place.
    pub(super) fn restore(&mut self, backup: &Path) {
        self.kill_desk();
        for beside in ["", "-wal", "-shm"] {
            let file = format!("{}{beside}", self.file().display());
            // The last two are there after a kill only.
            let _ = std::fs::remove_file(file);
        }
        assert!(!self.file().exists());
        operate(&["restore".as_ref(), "--verify".as_ref(), "--from".as_ref(), backup]);
        operate(&["restore".as_ref(), "--from".as_ref(), backup, "--to".as_ref(), &self.file()]);
        self.start_desk();
    }

    fn file(&self) -> PathBuf {
        self.folder.path().join("desk.db")
    }

    /// Time passes from job to job until there is none left; the payment as a person then sees it.
    pub(super) fn come_to_rest(&self, id: &str) -> Value {
        let mut seen = None;
        eventually(|| {
            let Some(next) = self.book.next_job_at() else { return Some(()) };
            let away = next - self.vendor.clock().now().timestamp_micros();
            // One that somebody works on is gone with the next look.
            if seen == Some(next) && away > 0 {
                move_clock(&self.vendor, away / 1_000_000 + 1);
            }
            seen = Some(next);
            None
        });
        self.detail(id).expect("the desk answers")
    }

    /// The way and the key of a payment's dialog.
    fn dialog(&self, id: &str) -> (String, String) {
        let headers = format!("{}Idempotency-Key: the-click-of-{id}\r\n", self.cookie);
        (format!("/api/payments/{}/cancellations", self.payment(id)), headers)
    }

    /// Our id of a payment of the vendor's.
    fn payment(&self, id: &str) -> String {
        let page = self.read(&format!("/api/payments?q={id}")).expect("the list answers");
        page["items"][0]["id"].as_str().expect("it was imported").to_owned()
    }

    pub(super) fn detail(&self, id: &str) -> Option<Value> {
        self.read(&format!("/api/payments/{}", self.payment(id)))
    }

    fn read(&self, path: &str) -> Option<Value> {
        ask(self.base, "GET", path, &self.cookie, None).map(|answer| body_of(&answer))
    }
}

/// One of the operator's commands, which must end well.
fn operate(words: &[&Path]) {
    let mut command = Command::new(env!("CARGO_BIN_EXE_cancel-desk"));
    let done = command.args(words).env_remove("CANCEL_DESK_CONFIG").output().unwrap();
    assert!(done.status.success(), "{words:?}: {}", String::from_utf8_lossy(&done.stderr));
}
