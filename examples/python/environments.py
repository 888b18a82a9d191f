"""What differs between environments. CI names one with ENVIRONMENT_SUFFIX; without it, it is `test`."""

from dataclasses import dataclass


@dataclass(frozen=True)
class Settings:
    """The settings of an environment."""

    host_name: str
    # Where alarms are mailed to. Each region sends a message to confirm.
    duty_mail: str
    # The most that an instance of the database grows to, in Aurora capacity units.
    max_acu: int
    log_level: str


ENVIRONMENTS = {
    "test": Settings(host_name="orders-test.example.com", duty_mail="orders-test@example.com", max_acu=8, log_level="DEBUG"),
    "prod": Settings(host_name="orders.example.com", duty_mail="duty@example.com", max_acu=32, log_level="INFO"),
}


def settings_of(environment: str) -> Settings:
    """The settings of an environment, by its name."""
    if environment not in ENVIRONMENTS:
        raise ValueError(f"no settings for the environment '{environment}'; there are {', '.join(ENVIRONMENTS)}")
    return ENVIRONMENTS[environment]
