//! A client with one cookie.

use std::sync::Arc;

use axum::body::Body;
use axum::http::{HeaderMap, Method, Request, StatusCode};
use desk_server::{Desk, app};
use serde_json::Value;
use tower::ServiceExt as _;

pub(crate) struct Browser {
    desk: Arc<Desk>,
    cookie: Option<String>,
}

#[derive(Debug)]
pub(crate) struct Answer {
    pub(crate) status: StatusCode,
    pub(crate) headers: HeaderMap,
    pub(crate) text: String,
    pub(crate) body: Value,
}

impl Answer {
    #[track_caller]
    pub(crate) fn expect(self, status: u16) -> Value {
        assert_eq!(self.status.as_u16(), status, "{}", self.text);
        self.body
    }

    #[track_caller]
    pub(crate) fn expect_problem(self, status: u16, code: &str) -> Value {
        assert_eq!(self.headers["content-type"], "application/problem+json", "{}", self.text);
        assert_eq!(self.body["code"], code, "{}", self.text);
        assert_eq!(self.body["status"], status);
        self.expect(status)
    }

    /// Names of the fields that a problem speaks of.
    pub(crate) fn wrong_fields(&self) -> Vec<&str> {
        let errors = self.body["errors"].as_array().map(Vec::as_slice).unwrap_or_default();
        errors.iter().filter_map(|error| error["field"].as_str()).collect()
    }
}

impl Browser {
    pub(crate) fn of(desk: &Arc<Desk>) -> Self {
        Self { desk: Arc::clone(desk), cookie: None }
    }

    /// The cookie stays, the desk behind the address is another one.
    pub(crate) fn moves_to(&mut self, desk: &Arc<Desk>) {
        self.desk = Arc::clone(desk);
    }

    pub(crate) async fn sign_in(&mut self, login: &str, password: &str) -> Answer {
        let body = serde_json::json!({ "login": login, "password": password });
        let answer = self.send(Method::POST, "/api/session", &[], Some(&body)).await;
        if let Some(cookie) = answer.headers.get("set-cookie") {
            let text = cookie.to_str().unwrap();
            self.cookie = Some(text.split(';').next().unwrap().to_owned());
        }
        answer
    }

    pub(crate) async fn get(&self, path: &str) -> Answer {
        self.send(Method::GET, path, &[], None).await
    }

    pub(crate) async fn post(&self, path: &str, body: Option<&Value>) -> Answer {
        self.send(Method::POST, path, &[], body).await
    }

    /// One click of the dialog's button.
    pub(crate) async fn cancel(&self, payment: &str, key: &str, body: &Value) -> Answer {
        let path = format!("/api/payments/{payment}/cancellations");
        self.send(Method::POST, &path, &[("idempotency-key", key)], Some(body)).await
    }

    pub(crate) async fn send(
        &self,
        method: Method,
        path: &str,
        headers: &[(&str, &str)],
        body: Option<&Value>,
    ) -> Answer {
        let mut request = Request::builder().method(method).uri(path);
        for (name, value) in headers {
            request = request.header(*name, *value);
        }
        let body = match body {
            Some(body) => {
                request = request.header("content-type", "application/json");
                Body::from(body.to_string())
            }
            None => Body::empty(),
        };
        self.send_request(request.body(body).unwrap()).await
    }

    pub(crate) async fn send_request(&self, mut request: Request<Body>) -> Answer {
        if let Some(cookie) = &self.cookie {
            request.headers_mut().insert("cookie", cookie.parse().unwrap());
        }
        let response = app(&self.desk).oneshot(request).await.unwrap();
        let (head, body) = response.into_parts();
        let bytes = axum::body::to_bytes(body, usize::MAX).await.unwrap();
        let text = String::from_utf8_lossy(&bytes).into_owned();
        let body = serde_json::from_str(&text).unwrap_or(Value::Null);
        Answer { status: head.status, headers: head.headers, text, body }
    }

    /// The answer's body while it is still being written.
    pub(crate) async fn open(&self, path: &str) -> axum::response::Response {
        self.open_request(Request::get(path).body(Body::empty()).unwrap()).await
    }

    pub(crate) async fn open_request(
        &self,
        mut request: Request<Body>,
    ) -> axum::response::Response {
        let cookie = self.cookie.as_deref().expect("signed in");
        request.headers_mut().insert("cookie", cookie.parse().unwrap());
        app(&self.desk).oneshot(request).await.unwrap()
    }
}
