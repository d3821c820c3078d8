//! Whatever the browser has to load beside our own code was weighed, and is in ADR 1's table.

use std::collections::BTreeSet;

use toml::{Table, Value};

use super::tree::{Finding, Tree};

const ADR: &str = "docs/adr/0001-leptos-csr-and-trunk.md";

/// The screens, and what both sides share.
const IN_THE_BROWSER: [&str; 3] =
    ["Cargo.toml", "crates/desk-api/Cargo.toml", "crates/desk-domain/Cargo.toml"];

pub(super) fn check(tree: &Tree) -> Vec<Finding> {
    let weighed = tree.get(ADR).map_or("", |adr| adr.text);
    let is_weighed = |name: &String| weighed.contains(&format!("| `{name}` |"));
    let ours = |name: &String| name.starts_with("desk-");
    let loaded: BTreeSet<_> =
        IN_THE_BROWSER.iter().flat_map(|path| dependencies(tree, path)).collect();
    loaded
        .iter()
        .filter(|name| !ours(name) && !is_weighed(name))
        .map(|name| Finding::missing(ADR, format!("its table has no weight of `{name}`")))
        .collect()
}

/// Those that are always there: what a feature brings, only the server turns on.
fn dependencies(tree: &Tree, manifest: &str) -> Vec<String> {
    let Some(manifest) = tree.get(manifest) else { return Vec::new() };
    let table = toml::from_str::<Table>(manifest.text).unwrap_or_default();
    let Some(Value::Table(section)) = table.get("dependencies") else { return Vec::new() };
    let is_optional = |value: &Value| value.get("optional").and_then(Value::as_bool) == Some(true);
    let always = section.iter().filter(|(_, value)| !is_optional(value));
    always.map(|(name, _)| name.clone()).collect()
}

#[cfg(test)]
mod tests {
    use super::super::tree::assert_findings;
    use super::*;

    #[test]
    fn a_dependency_that_nobody_weighed_is_found() {
        let manifest = "[dependencies]\ndesk-api = {}\nleptos = \"0.8\"\nregex = \"1\"\n";
        let tree = Tree::of([("Cargo.toml", manifest), (ADR, "| `leptos` | 700 | all |\n")]);
        let found = format!("{ADR}: its table has no weight of `regex`");
        assert_findings(check(&tree), [found.as_str()]);
    }

    #[test]
    fn what_the_domain_brings_is_weighed_too_unless_a_feature_brings_it() {
        let manifest =
            "[dependencies]\nregex = \"1\"\ntoml = { version = \"1\", optional = true }\n";
        let tree = Tree::of([("crates/desk-domain/Cargo.toml", manifest), (ADR, "")]);
        let found = format!("{ADR}: its table has no weight of `regex`");
        assert_findings(check(&tree), [found.as_str()]);
    }
}
