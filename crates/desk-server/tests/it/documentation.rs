//! The committed description is the one that the routes have.

use crate::support::{Browser, Stage};

#[test]
fn the_committed_description_is_up_to_date() {
    let path = concat!(env!("CARGO_MANIFEST_DIR"), "/../../docs/openapi.json");
    let committed = std::fs::read_to_string(path).unwrap_or_default();
    assert!(
        committed == desk_server::openapi(),
        "docs/openapi.json is out of date: cargo run -p desk-server -- openapi > docs/openapi.json"
    );
}

#[tokio::test]
async fn it_is_served_to_everybody() {
    let stage = Stage::new().await;
    let answer = Browser::of(&stage.desk).get("/api/openapi.json").await;
    assert_eq!(answer.headers["content-type"], "application/json");
    assert_eq!(answer.expect(200)["openapi"], "3.1.0");
}

#[test]
fn every_route_declares_its_problems() {
    let document: serde_json::Value = serde_json::from_str(&desk_server::openapi()).unwrap();
    for (path, methods) in document["paths"].as_object().unwrap() {
        for (method, operation) in methods.as_object().unwrap() {
            let responses = operation["responses"].as_object().unwrap();
            assert!(responses.contains_key("500"), "{method} {path}");
            for (status, response) in responses {
                let is_problem = response["content"].get("application/problem+json").is_some();
                assert_eq!(is_problem, !status.starts_with('2'), "{method} {path} {status}");
            }
        }
    }
}

#[test]
fn every_reference_leads_somewhere() {
    let text = desk_server::openapi();
    let document: serde_json::Value = serde_json::from_str(&text).unwrap();
    let schemas = document["components"]["schemas"].as_object().unwrap();
    let named = text.split("\"#/components/schemas/").skip(1);
    let missing: Vec<&str> = named
        .filter_map(|rest| rest.split('"').next())
        .filter(|name| !schemas.contains_key(*name))
        .collect();
    assert!(missing.is_empty(), "{missing:?}");
}
