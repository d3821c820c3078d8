//! The real binary as a process, and what a test needs to speak to it without any of its code.

use std::io::{Read as _, Write as _};
use std::net::TcpStream;
use std::path::Path;
use std::process::{Child, Command, Stdio};
use std::time::Duration;

use chrono::TimeDelta;
use desk_simulator::{Clock as _, Running};
use serde_json::{Value, json};

/// How long the binary may take for anything, in tenths of a second.
const PATIENCE: u32 = 600;
/// Longer than a job belongs to a worker that is dead, in seconds.
pub(crate) const LEASE_IS_OVER: i64 = 300;

pub(crate) struct Desk(Child);

impl Desk {
    pub(crate) fn start(base_port: u16, data: &Path) -> Self {
        let child = Command::new(env!("CARGO_BIN_EXE_cancel-desk"))
            .args([
                "demo",
                "--external-simulators",
                "--base-port",
                &base_port.to_string(),
                "--data",
            ])
            .arg(data)
            .stdout(Stdio::null())
            .stderr(Stdio::null())
            .spawn()
            .unwrap();
        let desk = Self(child);
        eventually(|| ask(base_port, "GET", "/readyz", "", None).map(|_| ()));
        desk
    }

    /// SIGKILL: nothing is finished, nothing is closed.
    pub(crate) fn kill(mut self) {
        self.0.kill().unwrap();
        self.0.wait().unwrap();
    }
}

impl Drop for Desk {
    fn drop(&mut self) {
        // Ended before, or ended now; either is what is wanted.
        let _ = self.0.kill();
        let _ = self.0.wait();
    }
}

/// Looks ten times a second until there is something to see.
#[track_caller]
pub(crate) fn eventually<T>(mut look: impl FnMut() -> Option<T>) -> T {
    for _ in 0..PATIENCE {
        if let Some(seen) = look() {
            return seen;
        }
        std::thread::sleep(Duration::from_millis(100));
    }
    panic!("it never happened");
}

/// One HTTP request; the whole answer when its status is a success.
pub(crate) fn ask(
    port: u16,
    method: &str,
    path: &str,
    headers: &str,
    body: Option<&Value>,
) -> Option<String> {
    let mut stream = TcpStream::connect(("127.0.0.1", port)).ok()?;
    let body = body.map(Value::to_string).unwrap_or_default();
    let request = format!(
        "{method} {path} HTTP/1.0\r\nHost: 127.0.0.1\r\nContent-Type: application/json\r\n\
         Content-Length: {}\r\n{headers}\r\n{body}",
        body.len()
    );
    stream.write_all(request.as_bytes()).ok()?;
    let mut answer = String::new();
    stream.read_to_string(&mut answer).ok()?;
    answer.split(' ').nth(1)?.starts_with('2').then_some(answer)
}

pub(crate) fn body_of(answer: &str) -> Value {
    serde_json::from_str(answer.split_once("\r\n\r\n").unwrap().1).unwrap()
}

pub(crate) fn sign_in(port: u16, who: &str) -> String {
    let login = json!({ "login": who, "password": "cancel-desk-demo" });
    let answer = eventually(|| ask(port, "POST", "/api/session", "", Some(&login)));
    let cookie = answer.lines().find_map(|line| line.strip_prefix("set-cookie: ")).unwrap();
    format!("Cookie: {}\r\n", cookie.split(';').next().unwrap())
}

pub(crate) fn move_clock(simulator: &Running, seconds: i64) {
    let clock = simulator.clock();
    clock.set(clock.now() + TimeDelta::seconds(seconds));
}
