//! What the browser's driver is told: `webdriver.json`, and beside it where this machine has its browser.

use std::fs;
use std::path::{Path, PathBuf};

use serde_json::Value;

use super::chromium;
use crate::failure::{Doing as _, Failure, Result};
use crate::project::Project;

/// Writes it for this machine and says where it is.
pub(crate) fn webdriver(project: &Project) -> Result<PathBuf> {
    let browser = chromium(project).ok_or_else(|| Failure::new("Chromium is missing"))?;
    let common = project.path("webdriver.json");
    let text = fs::read_to_string(&common).doing(|| format!("read {}", common.display()))?;
    let place = project.target().join("xtask/webdriver.json");
    let writing = || format!("write {}", place.display());
    fs::create_dir_all(project.target().join("xtask")).doing(writing)?;
    fs::write(&place, told(&text, &browser)?).doing(writing)?;
    Ok(place)
}

fn told(common: &str, browser: &Path) -> Result<String> {
    let mut told: Value = serde_json::from_str(common).doing(|| "read webdriver.json".into())?;
    told["goog:chromeOptions"]["binary"] = browser.to_string_lossy().into();
    Ok(told.to_string())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_browser_of_this_machine_is_named_beside_what_all_share() {
        let common = r#"{ "goog:chromeOptions": { "args": ["--headless"] } }"#;
        let told: Value =
            serde_json::from_str(&told(common, Path::new("/opt/a browser")).unwrap()).unwrap();
        let options = &told["goog:chromeOptions"];
        assert_eq!(options["binary"], "/opt/a browser");
        assert_eq!(options["args"][0], "--headless");
    }

    #[test]
    fn what_is_no_json_is_told() {
        let failure = told("{", Path::new("chromium")).unwrap_err();
        assert!(failure.to_string().starts_with("cannot read webdriver.json"), "{failure}");
    }
}
