//! `status`: read from the files, so that it works beside a running agent.

use std::fmt::Write as _;
use std::io;
use std::path::Path;

use super::Failure;
use crate::agent::JOURNAL_FILE;
use crate::journal::{Entry, recover};
use crate::pairing::paired;

pub(super) fn of(folder: &Path) -> Result<String, Failure> {
    let Some(identity) = paired(folder)? else { return Ok("not paired\n".into()) };
    let bytes = match std::fs::read(folder.join(JOURNAL_FILE)) {
        Ok(bytes) => bytes,
        Err(problem) if problem.kind() == io::ErrorKind::NotFound => Vec::new(),
        Err(problem) => return Err(problem.into()),
    };
    let (entries, _) = recover(&bytes)?;
    let mut text = format!(
        "desk      {}\nterminal  {}\nCAT-ID    {}\norders    {}\n",
        identity.desk,
        identity.terminal_id,
        identity.cat_id,
        entries.len(),
    );
    for (service_id, entry) in entries.iter().filter_map(|(id, entry)| Some((id, open(entry)?))) {
        writeln!(text, "{entry:<9} {service_id}").expect("a string takes every write");
    }
    Ok(text)
}

/// What there is still to do for an order; `None` when the desk has its end.
fn open(entry: &Entry) -> Option<&'static str> {
    match entry {
        entry if entry.beginnable().is_some() => Some("taken"),
        entry if entry.outcome.is_none() => Some("at device"),
        entry if entry.needs_asking() => Some("unknown"),
        entry if !entry.is_reported => Some("untold"),
        _ => None,
    }
}
