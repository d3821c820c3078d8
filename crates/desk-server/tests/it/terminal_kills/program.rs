//! The agent as a process of its own: this test program once more, as `desk-agent`.

use std::path::Path;
use std::process::{Child, Command, ExitCode, Stdio};

/// The command line of the agent that a process of this test program is.
const COMMAND_LINE: &str = "CANCEL_DESK_TEST_AGENT";
const ITSELF: &str = "terminal_kills::program::desk_agent";

/// `cargo test` builds no program of another package, so `desk-agent` is started from its library.
/// As one test among the others it is nobody's agent, and ends at once.
#[tokio::test]
async fn desk_agent() {
    let Ok(line) = std::env::var(COMMAND_LINE) else { return };
    let ended = desk_agent::cli::run(line.lines().map(Into::into)).await;
    assert_eq!(ended, ExitCode::SUCCESS);
}

fn agent(arguments: &[&str], data: &Path) -> Command {
    let words = [&["desk-agent"], arguments, &["--data", data.to_str().unwrap()]].concat();
    let mut command = Command::new(std::env::current_exe().unwrap());
    command.args(["--exact", ITSELF]).env(COMMAND_LINE, words.join("\n"));
    command.stdout(Stdio::null()).stderr(Stdio::null());
    command
}

pub(super) struct Agent(Child);

impl Agent {
    pub(super) fn pair(desk_port: u16, code: &str, data: &Path) {
        let desk = format!("http://127.0.0.1:{desk_port}");
        let words = ["pair", "--desk", &desk, "--code", code, "--cat-id", "7300000001"];
        assert!(agent(&words, data).status().unwrap().success(), "the code pairs");
    }

    pub(super) fn run(device_port: u16, data: &Path) -> Self {
        let device = format!("http://127.0.0.1:{device_port}");
        Self(agent(&["run", "--device", &device], data).spawn().unwrap())
    }

    /// SIGKILL: nothing is finished, nothing is closed.
    pub(super) fn kill(&mut self) {
        self.0.kill().unwrap();
        self.0.wait().unwrap();
    }
}

impl Drop for Agent {
    fn drop(&mut self) {
        // Ended before, or ended now; either is what is wanted.
        let _ = self.0.kill();
        let _ = self.0.wait();
    }
}
