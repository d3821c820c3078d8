//! What the screens weigh on the wire, against limits: the first load, which is everything fetched until
//! the list of payments can be used, and each part that is loaded later, with all the files it needs.
//! Fonts are not counted: only those that a screen's text needs are loaded, after the first paint.

use std::collections::BTreeSet;
use std::fmt::Write as _;
use std::fs;
use std::path::Path;

use super::compress::compressed_name;
use crate::failure::{Doing as _, Failure, Result};
use crate::stamp::files_below;

/// Bytes of the first load after brotli. Above the goal is a remark, above the limit a failure.
const GOAL: u64 = 200_000;
const LIMIT: u64 = 260_000;

/// The same for each part, on top of the first load.
const PART_LIMITS: [(&str, u64); 14] = [
    ("account", 30_000),
    ("bills", 60_000),
    ("counter", 75_000),
    ("customer", 50_000),
    ("deeds", 95_000),
    ("drift", 50_000),
    ("duties", 40_000),
    ("duty", 70_000),
    ("guide", 40_000),
    ("history", 65_000),
    ("login", 30_000),
    ("payment", 145_000),
    ("story", 35_000),
    ("terminals", 50_000),
];

const COUNTED: [&str; 5] = ["wasm", "pack", "js", "css", "html"];
const FONTS: &str = "fonts";

/// The main module is named like a part of this name.
const MAIN: &str = "bg";

#[derive(Debug)]
struct Weight {
    name: String,
    raw: u64,
    brotli: u64,
}

impl Weight {
    /// The parts that need the file, from its name: `app-3f2a9c0b1d4e5f60_guide-history.wasm`,
    /// `app-3f2a9c0b1d4e5f60_guide.pack`.
    fn parts(&self) -> Vec<&str> {
        let stem = [".wasm", ".pack"].iter().find_map(|suffix| self.name.strip_suffix(suffix));
        let file = stem.and_then(|name| name.rsplit_once('_'));
        let names = file.map(|(_, names)| names).filter(|names| *names != MAIN);
        names.map(|names| names.split('-').collect()).unwrap_or_default()
    }

    fn sum<'a>(name: impl Into<String>, weights: impl Iterator<Item = &'a Self>) -> Self {
        let empty = Self { name: name.into(), raw: 0, brotli: 0 };
        weights.fold(empty, |sum, weight| Self {
            raw: sum.raw + weight.raw,
            brotli: sum.brotli + weight.brotli,
            ..sum
        })
    }
}

/// The table of what weighs what; an error over a hard limit.
pub(crate) fn check(dist: &Path) -> Result<String> {
    let weights = weigh(dist)?;
    let (first, later): (Vec<_>, Vec<_>) =
        weights.iter().partition(|weight| weight.parts().is_empty());
    let load = Weight::sum("first load without fonts", first.iter().copied());
    let parts = parts(&later);
    let table = table(&[(&first, std::slice::from_ref(&load)), (&later, &parts)]);
    if load.brotli == 0 {
        return Err(Failure::new("dist holds nothing that was compressed"));
    }
    within("the first load", load.brotli, LIMIT, &table)?;
    for part in &parts {
        let known = PART_LIMITS.iter().find(|(name, _)| part.name.ends_with(name));
        let (name, limit) =
            known.ok_or_else(|| Failure::new(format!("{} has no limit", part.name)))?;
        within(&format!("the part `{name}`"), part.brotli, *limit, &table)?;
    }
    Ok(match load.brotli > GOAL {
        true => format!("{table}\nover the goal of {} kB", kilobytes(GOAL)),
        false => table,
    })
}

fn within(what: &str, weight: u64, limit: u64, table: &str) -> Result {
    if weight <= limit {
        return Ok(());
    }
    let [weight, limit] = [weight, limit].map(kilobytes);
    let failure = Failure::new(format!("{what} is {weight} kB, over the limit of {limit} kB"));
    Err(failure.output(table))
}

/// What each part brings along, shared files included.
fn parts(later: &[&Weight]) -> Vec<Weight> {
    let names: BTreeSet<_> = later.iter().flat_map(|weight| weight.parts()).collect();
    let needed_by = |part: &str| {
        let files = later.iter().filter(|weight| weight.parts().contains(&part));
        Weight::sum(format!("part {part}"), files.copied())
    };
    names.into_iter().map(needed_by).collect()
}

fn weigh(dist: &Path) -> Result<Vec<Weight>> {
    let size = |file: &Path| {
        let size = fs::metadata(file).map(|meta| meta.len());
        size.doing(|| format!("read the size of {}", file.display()))
    };
    let mut weights = Vec::new();
    for file in files_below(dist)? {
        let name = file.strip_prefix(dist).unwrap_or(&file);
        let extension = file.extension().and_then(|extension| extension.to_str());
        let counts = extension.is_some_and(|extension| COUNTED.contains(&extension));
        if counts && !name.starts_with(FONTS) {
            weights.push(Weight {
                name: name.display().to_string(),
                raw: size(&file)?,
                brotli: size(&compressed_name(&file))?,
            });
        }
    }
    weights.sort_by_key(|weight| std::cmp::Reverse(weight.brotli));
    Ok(weights)
}

/// Groups of files, each with its sums below it.
fn table(groups: &[(&[&Weight], &[Weight])]) -> String {
    let mut table = format!("{:>10}  {:>10}  file", "raw kB", "brotli kB");
    for (files, sums) in groups {
        for weight in files.iter().copied().chain(*sums) {
            let [raw, brotli] = [weight.raw, weight.brotli].map(kilobytes);
            write!(table, "\n{raw:>10}  {brotli:>10}  {}", weight.name)
                .expect("writing to a string cannot fail");
        }
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

    fn dist_of(files: &[(&str, usize)]) -> tempfile::TempDir {
        let dist = tempfile::tempdir().unwrap();
        fs::create_dir(dist.path().join(FONTS)).unwrap();
        let write = |name: &str, size: usize| fs::write(dist.path().join(name), vec![0; size]);
        for (name, brotli_bytes) in files {
            write(name, brotli_bytes * 3).unwrap();
            write(&format!("{name}.br"), *brotli_bytes).unwrap();
        }
        write("font.woff2", 900_000).unwrap();
        dist
    }

    fn first_load_of(brotli_bytes: usize) -> tempfile::TempDir {
        dist_of(&[("app-0_bg.wasm", brotli_bytes), ("fonts/font.css", 300_000)])
    }

    #[test]
    fn the_limit_is_hard() {
        assert!(check(first_load_of(260_000).path()).unwrap().contains("over the goal"));
        let failure = check(first_load_of(260_001).path()).unwrap_err();
        assert_eq!(failure.to_string(), "the first load is 260.0 kB, over the limit of 260.0 kB");
        assert!(failure.output.contains("app-0_bg.wasm"));
    }

    #[test]
    fn below_the_goal_nothing_is_remarked_and_parts_are_summed_by_themselves() {
        let dist = dist_of(&[
            ("app-0_bg.wasm", 190_000),
            ("app-0_parts.js", 10_000),
            ("app-0_guide.wasm", 20_000),
            ("app-0_guide-login.wasm", 5_000),
        ]);
        assert_eq!(
            check(dist.path()).unwrap(),
            "    raw kB   brotli kB  file\n\
             \x20    570.0       190.0  app-0_bg.wasm\n\
             \x20     30.0        10.0  app-0_parts.js\n\
             \x20    600.0       200.0  first load without fonts\n\
             \x20     60.0        20.0  app-0_guide.wasm\n\
             \x20     15.0         5.0  app-0_guide-login.wasm\n\
             \x20     75.0        25.0  part guide\n\
             \x20     15.0         5.0  part login"
        );
    }

    #[track_caller]
    fn fails(file: (&str, usize), expected: &str) {
        let dist = dist_of(&[("app-0_bg.wasm", 1_000), file]);
        assert_eq!(check(dist.path()).unwrap_err().to_string(), expected);
    }

    #[test]
    fn a_part_has_a_limit_and_keeps_it() {
        fails(
            ("app-0_guide-login.wasm", 30_001),
            "the part `login` is 30.0 kB, over the limit of 30.0 kB",
        );
        fails(("app-0_news.wasm", 1), "part news has no limit");
    }

    #[test]
    fn an_empty_folder_is_no_small_first_load() {
        assert!(check(tempfile::tempdir().unwrap().path()).is_err());
    }
}
