//! What the first load weighs on the wire, against a limit. Fonts are not counted: only those
//! that a screen's text needs are loaded, after the first paint.

use std::fmt::Write as _;
use std::fs;
use std::path::Path;

use super::compress::compressed_name;
use crate::failure::{Doing as _, Failure, Result};
use crate::stamp::files_below;

/// Bytes after brotli. Above the goal is a remark, above the limit a failure.
const GOAL: u64 = 200_000;
const LIMIT: u64 = 260_000;

const COUNTED: [&str; 4] = ["wasm", "js", "css", "html"];

#[derive(Debug)]
struct Weight {
    name: String,
    raw: u64,
    brotli: u64,
}

/// The table of what weighs what; an error over the hard limit.
pub(crate) fn check(dist: &Path) -> Result<String> {
    let weights = weigh(dist)?;
    let total: u64 = weights.iter().map(|weight| weight.brotli).sum();
    let table = table(&weights);
    if total == 0 {
        return Err(Failure::new("dist holds nothing that was compressed"));
    }
    if total > LIMIT {
        let [total, limit] = [total, LIMIT].map(kilobytes);
        let what = format!("the first load is {total} kB, over the limit of {limit} kB");
        return Err(Failure::new(what).output(table));
    }
    Ok(match total > GOAL {
        true => format!("{table}\nover the goal of {} kB", kilobytes(GOAL)),
        false => table,
    })
}

fn weigh(dist: &Path) -> Result<Vec<Weight>> {
    let size = |file: &Path| {
        let size = fs::metadata(file).map(|meta| meta.len());
        size.doing(|| format!("read the size of {}", file.display()))
    };
    let mut weights = Vec::new();
    for file in files_below(dist)? {
        let extension = file.extension().and_then(|extension| extension.to_str());
        if extension.is_some_and(|extension| COUNTED.contains(&extension)) {
            let name = file.strip_prefix(dist).unwrap_or(&file).display().to_string();
            weights.push(Weight {
                name,
                raw: size(&file)?,
                brotli: size(&compressed_name(&file))?,
            });
        }
    }
    weights.sort_by_key(|weight| std::cmp::Reverse(weight.brotli));
    Ok(weights)
}

fn table(weights: &[Weight]) -> String {
    let total = Weight {
        name: "first load without fonts".into(),
        raw: weights.iter().map(|weight| weight.raw).sum(),
        brotli: weights.iter().map(|weight| weight.brotli).sum(),
    };
    let mut table = format!("{:>10}  {:>10}  file", "raw kB", "brotli kB");
    for weight in weights.iter().chain([&total]) {
        let [raw, brotli] = [weight.raw, weight.brotli].map(kilobytes);
        write!(table, "\n{raw:>10}  {brotli:>10}  {}", weight.name)
            .expect("writing to a string cannot fail");
    }
    table
}

/// Thousands of bytes with one decimal, rounded down.
fn kilobytes(bytes: u64) -> String {
    format!("{}.{}", bytes / 1000, bytes % 1000 / 100)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn dist_of(brotli_bytes: usize) -> tempfile::TempDir {
        let dist = tempfile::tempdir().unwrap();
        let write = |name: &str, size: usize| fs::write(dist.path().join(name), vec![0; size]);
        write("app.wasm", brotli_bytes * 3).unwrap();
        write("app.wasm.br", brotli_bytes).unwrap();
        write("font.woff2", 900_000).unwrap();
        dist
    }

    #[test]
    fn the_limit_is_hard() {
        assert!(check(dist_of(260_000).path()).unwrap().contains("over the goal"));
        let failure = check(dist_of(260_001).path()).unwrap_err();
        assert_eq!(failure.to_string(), "the first load is 260.0 kB, over the limit of 260.0 kB");
        assert!(failure.output.contains("app.wasm"));
    }

    #[test]
    fn below_the_goal_nothing_is_remarked() {
        assert_eq!(
            check(dist_of(200_000).path()).unwrap(),
            "    raw kB   brotli kB  file\n\
             \x20    600.0       200.0  app.wasm\n\
             \x20    600.0       200.0  first load without fonts"
        );
    }

    #[test]
    fn an_empty_folder_is_no_small_first_load() {
        assert!(check(tempfile::tempdir().unwrap().path()).is_err());
    }
}
