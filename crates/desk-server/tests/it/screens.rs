//! The screens, served from a folder.

use std::sync::Arc;

use axum::http::Method;
use desk_server::Desk;
use desk_server::desk::{Parts, Settings};

use crate::support::{Browser, Stage};

async fn desk_with_screens(stage: &Stage) -> Arc<Desk> {
    let folder = stage.folder().join("dist");
    std::fs::create_dir_all(&folder).unwrap();
    for (name, content) in [
        ("index.html", "<!doctype html>"),
        ("index.html.br", "packed page"),
        ("app-0123456789abcdef.js", "script"),
        ("boot.js", "boot"),
    ] {
        std::fs::write(folder.join(name), content).unwrap();
    }
    Desk::new(Parts {
        store: Arc::clone(&stage.desk.store),
        connections: Vec::new(),
        terminals: Arc::clone(&stage.desk.terminals),
        rulebook: Arc::clone(&stage.desk.rulebook),
        clock: Arc::clone(&stage.desk.clock),
        vault: desk_server::Vault::from_hex(&"a7".repeat(32)).unwrap(),
        settings: Settings { assets: Some(folder), ..Settings::at("http://127.0.0.1:7300") },
    })
}

#[tokio::test]
async fn every_address_of_the_app_opens_the_app() {
    let stage = Stage::new().await;
    let browser = Browser::of(&desk_with_screens(&stage).await);
    for path in ["/", "/payments", "/payments/pay_1", "/apiary"] {
        let answer = browser.get(path).await;
        assert_eq!(answer.headers["content-type"], "text/html; charset=utf-8", "{path}");
        assert_eq!(answer.headers["cache-control"], "no-cache");
        assert_eq!(answer.text, "<!doctype html>");
    }
    browser.get("/missing.js").await.expect_problem(404, "not_found");
    let posted = browser.send(Method::POST, "/payments", &[], None).await;
    posted.expect_problem(405, "method_not_allowed");
}

#[tokio::test]
async fn names_with_a_hash_are_kept_for_good_and_packed_files_are_sent_packed() {
    let stage = Stage::new().await;
    let browser = Browser::of(&desk_with_screens(&stage).await);
    let script = browser.get("/app-0123456789abcdef.js").await;
    assert_eq!(script.headers["cache-control"], "public, max-age=31536000, immutable");
    assert_eq!(browser.get("/boot.js").await.headers["cache-control"], "no-cache");
    let packed = browser.send(Method::GET, "/", &[("accept-encoding", "gzip, br")], None).await;
    assert_eq!(packed.headers["content-encoding"], "br");
    assert_eq!(packed.text, "packed page");
    assert_eq!(packed.headers["vary"], "accept-encoding");
}
