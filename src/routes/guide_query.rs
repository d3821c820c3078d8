//! What the guide (the readable rulebook) shows, as it stands in the address.

use desk_domain::payment::{Channel, Method};

use super::{Query, QueryString};

/// The state of the guide.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct GuideQuery {
    pub search: String,
    pub channel: Option<Channel>,
    pub method: Option<Method>,
}

impl Query for GuideQuery {
    fn read(fields: &QueryString) -> Self {
        Self {
            search: fields.get("q").unwrap_or_default().to_owned(),
            channel: fields.read("channel"),
            method: fields.read("method"),
        }
    }

    fn write(&self, fields: &mut QueryString) {
        fields.push_some("q", Some(&self.search));
        fields.push_some("channel", self.channel.map(Channel::as_str));
        fields.push_some("method", self.method.map(Method::as_str));
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_field_reads_back() {
        let query = GuideQuery {
            search: "현금영수증".to_owned(),
            channel: Some(Channel::Payssam),
            method: Some(Method::Mobile),
        };
        let mut fields = QueryString::default();
        query.write(&mut fields);
        assert_eq!(GuideQuery::from_search(&fields.after(String::new())), query);
    }
}
