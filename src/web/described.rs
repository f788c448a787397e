//! The description of the API as its readers need it: every answer says what it is.

use super::problem::Problem;
use utoipa::openapi::path::Operation;
use utoipa::openapi::{OpenApi, RefOr};

/// Says of each answer what it is: the description of an API must, and the handlers give it nowhere.
pub(super) fn described(mut api: OpenApi) -> OpenApi {
    for item in api.paths.paths.values_mut() {
        let operations = [&mut item.get, &mut item.post];
        operations.into_iter().flatten().for_each(answers);
    }
    api
}

fn answers(operation: &mut Operation) {
    for (status, answer) in &mut operation.responses.responses {
        if let RefOr::T(answer) = answer
            && answer.description.is_empty()
        {
            answer.description = words(status);
        }
    }
}

fn words(status: &str) -> String {
    let problem = Problem::kinds().into_iter().find(|p| p.status.to_string() == status);
    problem.map_or_else(|| "What was asked for".to_owned(), |p| p.title)
}
