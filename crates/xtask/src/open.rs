//! The browser, opened once the demo answers. What the demo is and who may log in, it says itself.

use std::process::Stdio;

use clap::Args;

use crate::failure::Result;
use crate::tool::Tool;
use crate::{desk, http};

#[derive(Debug, Args)]
pub(crate) struct Arguments {
    #[arg(long)]
    port: u16,
}

pub(crate) fn run(arguments: &Arguments) -> Result {
    let port = arguments.port;
    let parent = parent();
    let is_ready = || http::status(port, "/readyz") == Some(200);
    // A demo that ended has said why itself.
    if desk::wait_until(is_ready, || parent != self::parent()).is_ok() {
        open_browser(&format!("http://127.0.0.1:{port}"));
    }
    Ok(())
}

/// The process that started us, or its heir once it has ended.
fn parent() -> u32 {
    #[cfg(unix)]
    return std::os::unix::process::parent_id();
    #[cfg(not(unix))]
    return 0;
}

/// Whether there is a screen for a browser.
pub(crate) fn has_display() -> bool {
    let set = |name: &str| std::env::var_os(name).is_some_and(|value| !value.is_empty());
    cfg!(any(target_os = "macos", windows)) || set("DISPLAY") || set("WAYLAND_DISPLAY")
}

/// The address is printed already: a machine without an opener loses nothing.
fn open_browser(address: &str) {
    let opener = match std::env::consts::OS {
        "macos" => Tool::new("open"),
        "windows" => Tool::new("explorer"),
        _ => Tool::new("xdg-open"),
    };
    let mut command = opener.arg(address).into_command();
    let _ = command.stdin(Stdio::null()).stdout(Stdio::null()).stderr(Stdio::null()).spawn();
}
