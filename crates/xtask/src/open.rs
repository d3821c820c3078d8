//! The greeting of a started demo: where it is, who may log in, and the browser.

use std::process::Stdio;

use clap::Args;

use crate::failure::Result;
use crate::tool::Tool;
use crate::{desk, http};

#[derive(Debug, Args)]
pub(crate) struct Arguments {
    #[arg(long)]
    port: u16,
    #[arg(long)]
    no_open: bool,
}

pub(crate) fn greet(arguments: &Arguments) -> Result {
    let port = arguments.port;
    let parent = parent();
    let is_ready = || http::status(port, "/readyz") == Some(200);
    if desk::wait_until(is_ready, || parent != self::parent()).is_err() {
        // The demo ended and has said why itself.
        return Ok(());
    }
    let address = format!("http://127.0.0.1:{port}");
    println!();
    println!("  Cancel Desk    {address}");
    println!("  PortOne        http://127.0.0.1:{}   (simulated)", port + 1);
    println!("  Bootpay        http://127.0.0.1:{}   (simulated)", port + 2);
    println!("  PaySsam        http://127.0.0.1:{}   (simulated)", port + 3);
    println!("  Control page   http://127.0.0.1:{}", port + 9);
    println!("  Logins         staff, manager, admin, auditor   password cancel-desk-demo");
    println!();
    if !arguments.no_open && has_display() {
        open_browser(&address);
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

fn has_display() -> bool {
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
