//! The reverse proxies in front, as they are written.

use std::net::IpAddr;

use ipnet::IpNet;

use super::ConfigError;

/// # Errors
/// On what is neither address nor network, and on a network of every address.
pub(super) fn trusted(texts: &[String]) -> Result<Vec<IpNet>, ConfigError> {
    let refuse = |text: &String| ConfigError::TrustedProxy(text.clone());
    texts.iter().map(|text| network(text.trim()).ok_or_else(|| refuse(text))).collect()
}

fn network(text: &str) -> Option<IpNet> {
    let of_one = || text.parse::<IpAddr>().ok().map(|address| IpNet::from(address.to_canonical()));
    let network = text.parse::<IpNet>().ok().or_else(of_one)?;
    (network.prefix_len() > 0).then_some(network)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn reads(text: &str, network: &str) {
        let read = trusted(&[text.to_owned()]).unwrap();
        assert_eq!(read.iter().map(IpNet::to_string).collect::<Vec<_>>(), [network]);
    }

    #[test]
    fn an_address_is_a_network_of_one() {
        reads("127.0.0.1", "127.0.0.1/32");
        reads(" 10.0.0.0/8", "10.0.0.0/8");
        reads("::1", "::1/128");
        reads("fd00::/8", "fd00::/8");
        reads("::ffff:10.0.0.1", "10.0.0.1/32");
    }

    #[test]
    fn what_is_wrong_is_named() {
        for bad in
            ["", "proxy.example.com", "10.0.0.0/33", "10.0.0", "0.0.0.0/0", "::/0", "10.0.0.1:80"]
        {
            let said = trusted(&["127.0.0.1".to_owned(), bad.to_owned()]).unwrap_err();
            assert!(said.to_string().starts_with(&format!("`{bad}` is no address")), "{said}");
        }
    }
}
