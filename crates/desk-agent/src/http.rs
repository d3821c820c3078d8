//! The home of the HTTP client: to the desk for pairing, to a device's driver on this machine.
//! It follows no redirect, repeats nothing and takes no proxy from the environment.

use std::time::Duration;

use reqwest::{Client, redirect, retry};

use crate::address::Address;

const CONNECT_WITHIN: Duration = Duration::from_secs(5);

/// A client for one address. `answer_within`: from the first byte sent to the last one received.
///
/// # Errors
/// An https address on a machine without root certificates.
pub(crate) fn client(to: &Address, answer_within: Duration) -> Result<Client, reqwest::Error> {
    install_crypto_provider();
    #[expect(clippy::disallowed_methods, reason = "this is the home of the client")]
    let mut builder = Client::builder()
        .user_agent(concat!("desk-agent/", env!("CARGO_PKG_VERSION")))
        .connect_timeout(CONNECT_WITHIN)
        .timeout(answer_within)
        .redirect(redirect::Policy::none())
        .retry(retry::never())
        .referer(false)
        .no_proxy()
        // A connection that was kept may be dead: then nobody could tell whether a request went out.
        .pool_max_idle_per_host(0);
    if to.is_plain() {
        // The machine's root certificates are neither needed nor looked for.
        builder = builder.tls_certs_only([]);
    }
    builder.build()
}

/// One for the process; a second attempt changes nothing.
pub(crate) fn install_crypto_provider() {
    if rustls::crypto::CryptoProvider::get_default().is_none() {
        let _lost_the_race = rustls::crypto::ring::default_provider().install_default();
    }
}
