//! The rulebook as this desk is set: contracts allow what a vendor's pages do not, and forbid what they allow.

use std::fs;
use std::io;
use std::path::{Path, PathBuf};

use desk_domain::rulebook::{FILES, Faults, Rulebook};

/// Why the desk does not start with these rules.
#[derive(Debug, thiserror::Error)]
pub(crate) enum RulesProblem {
    #[error("the rules in {path} cannot be read: {source}")]
    Unreadable { path: PathBuf, source: io::Error },
    #[error(
        "{0} is no file of the rulebook; those are {names}",
        names = FILES.iter().map(|(name, _)| *name).collect::<Vec<_>>().join(", ")
    )]
    Unknown(PathBuf),
    #[error(transparent)]
    Faulty(#[from] Faults),
}

/// The built-in rulebook, with each file of `folder` in the place of the built-in one of its name.
///
/// # Errors
/// See [`RulesProblem`]; every fault of a file is named with its line.
pub(crate) fn rulebook(folder: Option<&Path>) -> Result<Rulebook, RulesProblem> {
    let own = folder.map(own_files).transpose()?.unwrap_or_default();
    let files: Vec<_> = FILES
        .iter()
        .map(|&(name, built_in)| {
            let own = own.iter().find(|(own, _)| own == name);
            (name, own.map_or(built_in, |(_, text)| text.as_str()))
        })
        .collect();
    Ok(Rulebook::parse(&files)?)
}

/// What lies beside them and is no TOML is nobody's business; a misspelt name is.
fn own_files(folder: &Path) -> Result<Vec<(String, String)>, RulesProblem> {
    let unreadable = |path: &Path| {
        let path = path.to_owned();
        move |source| RulesProblem::Unreadable { path, source }
    };
    let mut own = Vec::new();
    for entry in fs::read_dir(folder).map_err(unreadable(folder))? {
        let path = entry.map_err(unreadable(folder))?.path();
        if path.extension().is_none_or(|extension| extension != "toml") {
            continue;
        }
        let name = path.file_name().map(|name| name.to_string_lossy().into_owned());
        let known = name.filter(|name| FILES.iter().any(|(known, _)| known == name));
        let name = known.ok_or_else(|| RulesProblem::Unknown(path.clone()))?;
        let text = fs::read_to_string(&path).map_err(unreadable(&path))?;
        own.push((name, text));
    }
    Ok(own)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn built_in(name: &str) -> &'static str {
        FILES.iter().find(|(known, _)| *known == name).unwrap().1
    }

    fn with(name: &str, text: &str) -> Result<Rulebook, RulesProblem> {
        let folder = tempfile::tempdir().unwrap();
        fs::write(folder.path().join(name), text).unwrap();
        fs::write(folder.path().join("README"), "why they differ").unwrap();
        rulebook(Some(folder.path()))
    }

    #[test]
    fn a_file_stands_in_for_the_built_in_one() {
        let banks = built_in("banks.toml").replace("신한은행", "신한은행 (학원 거래)");
        let book = with("banks.toml", &banks).unwrap();
        assert!(book.banks().iter().any(|bank| bank.name.ko == "신한은행 (학원 거래)"));
        let plain = rulebook(None).unwrap();
        assert!(plain.banks().iter().all(|bank| bank.name.ko != "신한은행 (학원 거래)"));
    }

    #[test]
    fn a_fault_is_told_with_file_and_line() {
        let wrong = built_in("bootpay.toml").replacen("[[rule]]", "[[rule]]\nno_such_key = 1", 1);
        let told = with("bootpay.toml", &wrong).unwrap_err().to_string();
        assert!(told.contains("bootpay.toml:") && told.contains("no_such_key"), "{told}");
    }

    #[test]
    fn a_misspelt_name_does_not_pass_in_silence() {
        let told = with("botpay.toml", "").unwrap_err().to_string();
        assert!(told.contains("botpay.toml") && told.contains("bootpay.toml"), "{told}");
        let missing = rulebook(Some(Path::new("nowhere"))).unwrap_err().to_string();
        assert!(missing.contains("nowhere"), "{missing}");
    }
}
