//! Dependencies between our packages point one way.

use toml::{Table, Value};

use super::tree::{File, Finding, Tree};

/// A package, what it may depend on, and what only its tests may use on top.
struct Arrows {
    package: &'static str,
    may_use: &'static [&'static str],
    tests_may_use: &'static [&'static str],
}

/// The picture of ARCHITECTURE.md, in the one place where it is enforced.
const ARROWS: [Arrows; 14] = [
    Arrows { package: "desk-domain", may_use: &[], tests_may_use: &["desk-testkit"] },
    Arrows { package: "desk-api", may_use: &["desk-domain"], tests_may_use: &["desk-testkit"] },
    Arrows {
        package: "desk-gateway",
        may_use: &["desk-domain"],
        tests_may_use: &["desk-simulator", "desk-testkit"],
    },
    Arrows { package: "desk-store", may_use: &["desk-domain"], tests_may_use: &["desk-testkit"] },
    // The vendors' side must not share a mistake with ours: it uses nothing of us.
    Arrows { package: "desk-simulator", may_use: &[], tests_may_use: &[] },
    Arrows {
        package: "desk-server",
        // Simulators and agent only in the demo.
        may_use: &[
            "desk-agent",
            "desk-api",
            "desk-domain",
            "desk-gateway",
            "desk-simulator",
            "desk-store",
        ],
        tests_may_use: &["desk-testkit"],
    },
    // Beside the terminal: it knows the wire to the desk, and nothing behind it.
    Arrows {
        package: "desk-agent",
        may_use: &["desk-api", "desk-domain"],
        tests_may_use: &["desk-simulator"],
    },
    Arrows { package: "desk-testkit", may_use: &["desk-domain"], tests_may_use: &[] },
    // The whole desk beside the vendors, from outside: it is a test, and nothing may use it.
    Arrows {
        package: "desk-simulation",
        may_use: &[
            "desk-agent",
            "desk-api",
            "desk-domain",
            "desk-gateway",
            "desk-server",
            "desk-simulator",
            "desk-store",
        ],
        tests_may_use: &[],
    },
    // The programs from outside: over the wire, beside what the histories have in common with it.
    Arrows {
        package: "desk-proof",
        may_use: &["desk-domain", "desk-simulation", "desk-testkit"],
        tests_may_use: &[],
    },
    // As hostile as the outside is: a test as well.
    Arrows {
        package: "desk-fuzz",
        may_use: &["desk-api", "desk-domain", "desk-gateway", "desk-server", "desk-store"],
        tests_may_use: &[],
    },
    Arrows {
        package: "cancel-desk-web",
        may_use: &["desk-api", "desk-domain"],
        tests_may_use: &["desk-testkit"],
    },
    Arrows { package: "xtask", may_use: &[], tests_may_use: &[] },
    Arrows { package: "wasm-bindgen-tool", may_use: &[], tests_may_use: &[] },
];

pub(super) fn check(tree: &Tree) -> Vec<Finding> {
    let manifests = tree.all().filter(|file| {
        file.path == "Cargo.toml"
            || file.path.starts_with("crates/") && file.path.ends_with("/Cargo.toml")
    });
    manifests.flat_map(check_manifest).collect()
}

fn check_manifest(file: File<'_>) -> Vec<Finding> {
    let Ok(manifest) = toml::from_str::<Table>(file.text) else {
        return vec![file.finding(1, "is no TOML")];
    };
    let Some(name) = manifest.get("package").and_then(|package| package.get("name")?.as_str())
    else {
        return Vec::new();
    };
    let Some(arrows) = ARROWS.iter().find(|arrows| arrows.package == name) else {
        return vec![file.finding(1, format!("`{name}` has no row in tidy's table of arrows"))];
    };
    let normal = ["dependencies", "build-dependencies"]
        .into_iter()
        .flat_map(|section| forbidden(&manifest, section, arrows.may_use, &[]))
        .collect::<Vec<_>>();
    // A package may name itself among its tests' needs, to switch a feature on.
    let for_tests = [arrows.tests_may_use, &[name]].concat();
    let tests = forbidden(&manifest, "dev-dependencies", arrows.may_use, &for_tests);
    let findings = normal
        .into_iter()
        .map(|used| (used, ""))
        .chain(tests.into_iter().map(|used| (used, " even in tests")));
    findings
        .map(|(used, when)| {
            let line = line_naming(file, &used);
            file.finding(line, format!("`{name}` may not depend on `{used}`{when}"))
        })
        .collect()
}

/// Our packages in a section that neither list allows.
fn forbidden(manifest: &Table, section: &str, may: &[&str], may_too: &[&str]) -> Vec<String> {
    let ours = |name: &&String| ARROWS.iter().any(|arrows| arrows.package == **name);
    let allowed = |name: &&String| may.contains(&name.as_str()) || may_too.contains(&name.as_str());
    // Also what only one kind of machine depends on.
    let targets =
        manifest.get("target").and_then(Value::as_table).into_iter().flat_map(Table::values);
    let everywhere = std::iter::once(manifest).chain(targets.filter_map(Value::as_table));
    let dependencies = everywhere
        .filter_map(|table| table.get(section).and_then(Value::as_table))
        .flat_map(Table::keys);
    dependencies.filter(ours).filter(|name| !allowed(name)).cloned().collect()
}

/// The last line that begins with the name: the workspace's own list of versions comes before.
fn line_naming(file: File<'_>, name: &str) -> usize {
    file.lines()
        .filter(|(_, line)| line.starts_with(name))
        .map(|(line, _)| line)
        .last()
        .unwrap_or(1)
}

#[cfg(test)]
mod tests {
    use super::super::tree::assert_findings;
    use super::*;

    #[test]
    fn an_arrow_upwards_is_found() {
        let tree = Tree::of([(
            "crates/desk-domain/Cargo.toml",
            "[package]\nname = \"desk-domain\"\n[dependencies]\nserde = \"1\"\ndesk-store.workspace = true\n",
        )]);
        assert_findings(
            check(&tree),
            ["crates/desk-domain/Cargo.toml:5: `desk-domain` may not depend on `desk-store`"],
        );
    }

    #[test]
    fn tests_have_rights_of_their_own() {
        let manifest = |section: &str| {
            format!("[package]\nname = \"desk-gateway\"\n[{section}]\ndesk-simulator = {{}}\n")
        };
        let path = "crates/desk-gateway/Cargo.toml";
        assert_findings(check(&Tree::of([(path, &manifest("dev-dependencies"))])), []);
        for section in ["dependencies", "build-dependencies", "target.'cfg(unix)'.dependencies"] {
            assert_findings(
                check(&Tree::of([(path, &manifest(section))])),
                [
                    "crates/desk-gateway/Cargo.toml:4: `desk-gateway` may not depend on `desk-simulator`",
                ],
            );
        }
    }

    #[test]
    fn a_new_package_must_be_drawn_in() {
        let tree = Tree::of([("crates/desk-new/Cargo.toml", "[package]\nname = \"desk-new\"\n")]);
        assert_eq!(check(&tree).len(), 1);
    }
}
