//! This machine and its settings: the key, the address, the room on the disk.

use std::fs;
use std::path::Path;

use desk_store::Place;

use crate::config::Config;
use crate::keeping::Check;
use crate::limits::{DISK_BAD_BYTES, DISK_WARN_BYTES};
use crate::seal::Vault;

pub(super) fn look(config: &Config) -> Vec<Check> {
    let mut checks = vec![sealing_key(config), public_origin(config)];
    checks.extend(proxies(config));
    checks.extend(disk(config));
    checks
}

fn sealing_key(config: &Config) -> Check {
    let name = "sealing key";
    let bad = "bring seal.key back from where it is kept: without it refund accounts do not open";
    if let Some(key) = &config.sealing_key {
        return match Vault::from_hex(key.expose()) {
            Ok(_) => Check::ok(name, "configured"),
            Err(error) => Check::bad(name, error.to_string(), bad),
        };
    }
    let path = config.data_dir.join("seal.key");
    let Ok(text) = fs::read_to_string(&path) else {
        let words = format!("{} is not there or cannot be read", path.display());
        return Check::warn(name, words, "after a restore bring it back; a new desk makes one");
    };
    if let Err(error) = Vault::from_hex(&text) {
        return Check::bad(name, error.to_string(), bad);
    }
    if is_open_to_others(&path) {
        let next = format!("chmod 600 {}", path.display());
        return Check::warn(name, "others on this machine may read it", next);
    }
    Check::ok(name, "in its file, for its owner only")
}

#[cfg(unix)]
fn is_open_to_others(path: &Path) -> bool {
    use std::os::unix::fs::PermissionsExt as _;
    fs::metadata(path).is_ok_and(|about| about.permissions().mode() & 0o077 != 0)
}

#[cfg(not(unix))]
fn is_open_to_others(_: &Path) -> bool {
    false
}

fn public_origin(config: &Config) -> Check {
    let (name, origin) = ("public origin", &config.public_origin);
    if !origin.starts_with("https://") {
        let words = format!("{origin}: only this machine reaches it");
        let next = "set public_origin to https://… of the proxy in front: vendors call it, browsers need it";
        return Check::warn(name, words, next);
    }
    if config.bind.ip().is_loopback() {
        return Check::ok(name, format!("{origin}, TLS by the proxy before {}", config.bind));
    }
    let words = format!("{origin}, but {} takes plain HTTP from other machines", config.bind);
    Check::warn(name, words, "let only the TLS proxy reach this port, or bind 127.0.0.1")
}

/// TLS is a proxy's work, so wherever there is TLS there is one.
fn proxies(config: &Config) -> Option<Check> {
    let name = "trusted proxies";
    if !config.public_origin.starts_with("https://") {
        return None;
    }
    if config.trusted_proxies.is_empty() {
        let words = "none: behind the proxy all people share one limit of wrong passwords";
        let next = "set trusted_proxies to the address from which the TLS proxy calls";
        return Some(Check::warn(name, words, next));
    }
    let list: Vec<_> = config.trusted_proxies.iter().map(ToString::to_string).collect();
    Some(Check::ok(name, list.join(", ")))
}

/// The folder of the data, and of the database where that is a file.
fn disk(config: &Config) -> Option<Check> {
    let (name, database) = ("disk", Place::of(&config.database_url));
    let folder = match &database {
        Place::File(path) => path.parent().filter(|folder| !folder.as_os_str().is_empty()),
        Place::Postgres(_) => Some(config.data_dir.as_path()),
    };
    let free = free_bytes(folder.unwrap_or(Path::new(".")))?;
    let copy = match &database {
        Place::File(path) => fs::metadata(path).map_or(0, |about| about.len()),
        Place::Postgres(_) => 0,
    };
    let words = format!("{} MiB free", free / (1 << 20));
    let next = "make room: a full disk takes no cancel, and a migration first makes a copy";
    Some(if free < DISK_BAD_BYTES {
        Check::bad(name, words, next)
    } else if free < DISK_WARN_BYTES.max(copy.saturating_mul(2)) {
        Check::warn(name, words, next)
    } else {
        Check::ok(name, words)
    })
}

/// `None` where the system does not tell.
#[cfg(unix)]
fn free_bytes(folder: &Path) -> Option<u64> {
    let about = rustix::fs::statvfs(folder).ok()?;
    Some(about.f_bavail.saturating_mul(about.f_frsize))
}

#[cfg(not(unix))]
fn free_bytes(_: &Path) -> Option<u64> {
    None
}
