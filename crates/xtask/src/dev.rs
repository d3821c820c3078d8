//! `cargo xtask dev`: Trunk rebuilds the screens and reloads the page; we rebuild and restart
//! the server. The screens come from Trunk's port, which passes `/api` on to the server.

use std::fs;
use std::path::PathBuf;
use std::thread;
use std::time::{Duration, SystemTime};

use crate::background::Background;
use crate::failure::{Failure, Result};
use crate::project::Project;
use crate::stamp::files_below;
use crate::tool::Voice;
use crate::{desk, setup, spa};

/// The address that Trunk.toml passes `/api` on to.
const BASE_PORT: u16 = 7300;

/// How often the sources are looked at: a save is noticed before the hand is off the key.
const LOOK_EVERY: Duration = Duration::from_millis(400);

/// What the server is built from.
const SERVER_SOURCES: [&str; 9] = [
    "Cargo.toml",
    "Cargo.lock",
    "crates/desk-agent",
    "crates/desk-api",
    "crates/desk-domain",
    "crates/desk-gateway",
    "crates/desk-server",
    "crates/desk-simulator",
    "crates/desk-store",
];

pub(crate) fn run(project: &Project) -> Result {
    let project = &project.worked_on();
    setup::for_run(project)?;
    let mut server = rebuild(project);
    let screens = spa::trunk(project, "serve")
        // Apart from the release build, which `run` and the tests keep.
        .arg("--dist")
        .arg(project.target().join("xtask/dev"))
        .start()?;
    println!("open http://127.0.0.1:7310; Ctrl-C stops everything");
    let mut seen = newest(project)?;
    loop {
        thread::sleep(LOOK_EVERY);
        if screens.has_ended() {
            return Err(Failure::new("Trunk ended"));
        }
        let newest = newest(project)?;
        if newest != seen {
            seen = newest;
            println!("the server's sources changed");
            // The old one first: two cannot share the port, nor the data.
            drop(server.take());
            server = rebuild(project);
        }
    }
}

/// Nothing when it does not compile: the compiler has said why, and the next save tries again.
fn rebuild(project: &Project) -> Option<Background> {
    desk::build(project, Voice::Aloud).ok()?;
    let demo = desk::command_line(project, "demo", BASE_PORT, project.path(".demo"));
    demo.start().inspect_err(|failure| eprintln!("{failure}")).ok()
}

/// The number of source files and the time of the last change: a removed file counts as well.
fn newest(project: &Project) -> Result<(usize, Option<SystemTime>)> {
    let mut files: Vec<PathBuf> = Vec::new();
    for source in SERVER_SOURCES {
        files.extend(files_below(&project.path(source))?);
    }
    let changed = |file: &PathBuf| fs::metadata(file).and_then(|meta| meta.modified()).ok();
    Ok((files.len(), files.iter().filter_map(changed).max()))
}
