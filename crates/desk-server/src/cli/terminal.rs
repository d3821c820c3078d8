//! The terminal: results on stdout, words for the person and the log on stderr.

use std::io::{self, BufRead as _, IsTerminal as _, Write as _};

use tracing_subscriber::EnvFilter;

/// A result that another program may read.
pub(super) fn print(text: &str) {
    // A reader that has closed the pipe has seen enough.
    let _ = io::stdout().write_all(text.as_bytes());
}

/// Words for the person.
pub(super) fn say(text: &str) {
    let _ = writeln!(io::stderr(), "{text}");
}

/// A secret: piped in as one line, or typed without showing it.
pub(super) fn ask_secret(question: &str) -> io::Result<String> {
    if io::stdin().is_terminal() {
        say(question);
        return rpassword::read_password();
    }
    let mut line = String::new();
    io::stdin().lock().read_line(&mut line)?;
    Ok(line.trim_end_matches(['\r', '\n']).to_owned())
}

/// Logs go to stderr; `RUST_LOG` says how much, else `default` does.
pub(super) fn start_log(default: &str) {
    let filter = EnvFilter::try_from_default_env().unwrap_or_else(|_| EnvFilter::new(default));
    let log = tracing_subscriber::fmt().with_env_filter(filter).with_writer(io::stderr);
    let log = log.with_ansi(io::stderr().is_terminal());
    // Only the first subscriber of a process counts; a second start in tests changes nothing.
    let _ = log.try_init();
}
