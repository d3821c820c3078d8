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
    let screens =
        spa::trunk(project, "serve").arg("--dist").arg(spa::dev_folder(project)).start()?;
    println!("open http://127.0.0.1:7310; Ctrl-C stops everything");
    let mut seen = newest(&sources(project))?;
    loop {
        thread::sleep(LOOK_EVERY);
        if screens.has_ended() {
            return Err(Failure::new("Trunk ended"));
        }
        let newest = newest(&sources(project))?;
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

fn sources(project: &Project) -> Vec<PathBuf> {
    SERVER_SOURCES.iter().map(|source| project.path(source)).collect()
}

/// The number of source files and the time of the last change: a removed file counts as well.
fn newest(sources: &[PathBuf]) -> Result<(usize, Option<SystemTime>)> {
    let mut files: Vec<PathBuf> = Vec::new();
    for source in sources {
        files.extend(files_below(source)?);
    }
    let changed = |file: &PathBuf| fs::metadata(file).and_then(|meta| meta.modified()).ok();
    Ok((files.len(), files.iter().filter_map(changed).max()))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_changed_and_what_is_removed_is_news() {
        let folder = tempfile::tempdir().unwrap();
        let (one, other) = (folder.path().join("one.rs"), folder.path().join("other.rs"));
        fs::write(&one, "").unwrap();
        fs::write(&other, "").unwrap();
        let sources = [folder.path().to_owned()];
        let before = newest(&sources).unwrap();
        assert_eq!(newest(&sources).unwrap(), before);

        let later = fs::metadata(&one).unwrap().modified().unwrap() + Duration::from_secs(1);
        fs::File::options().write(true).open(&one).unwrap().set_modified(later).unwrap();
        let changed = newest(&sources).unwrap();
        assert_ne!(changed, before);
        fs::remove_file(&other).unwrap();
        assert_ne!(newest(&sources).unwrap(), changed);
    }

    #[test]
    fn every_source_is_there() {
        for source in sources(&Project::locate()) {
            assert!(source.exists(), "{}", source.display());
        }
    }
}
