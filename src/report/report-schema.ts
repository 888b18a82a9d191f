// The JSON schema of report.json. Written by `npm run write:rules` from the types in report.ts; not to be changed by hand.
/* eslint-disable */

export const REPORT_SCHEMA: object = {
  "$schema": "http://json-schema.org/draft-07/schema#",
  "title": "A report on a service in two regions, written by cdktf-multi-region-dr",
  "$ref": "#/definitions/Report",
  "definitions": {
    "Report": {
      "type": "object",
      "properties": {
        "$schema": {
          "type": "string",
          "description": "The schema of this file, which lies beside it."
        },
        "writtenBy": {
          "type": "string",
          "description": "The library that wrote it, with its version."
        },
        "service": {
          "$ref": "#/definitions/ReportedService"
        },
        "objectives": {
          "$ref": "#/definitions/ReportedObjectives"
        },
        "estimate": {
          "$ref": "#/definitions/ReportedEstimate"
        },
        "strategies": {
          "type": "array",
          "items": {
            "$ref": "#/definitions/ReportedStrategy"
          },
          "description": "The service with each of the four strategies."
        },
        "architecture": {
          "type": "array",
          "items": {
            "$ref": "#/definitions/ArchitectureRow"
          },
          "description": "What is in each region and what replicates, from users to stores."
        },
        "acceptedRisks": {
          "type": "array",
          "items": {
            "$ref": "#/definitions/AcceptedRisk"
          },
          "description": "Rules that are broken, and accepted with a reason."
        },
        "openRisks": {
          "type": "array",
          "items": {
            "$ref": "#/definitions/ReportedProblem"
          },
          "description": "Warnings that nobody has accepted."
        },
        "unprotected": {
          "type": "array",
          "items": {
            "$ref": "#/definitions/Unprotected"
          },
          "description": "What no part of the service protects."
        },
        "rules": {
          "type": "array",
          "items": {
            "$ref": "#/definitions/ReportedRule"
          },
          "description": "Every rule that a service can break."
        },
        "resources": {
          "type": "array",
          "items": {
            "$ref": "#/definitions/ResourceCount"
          },
          "description": "What Terraform makes, counted by scope, region and type."
        },
        "runbook": {
          "$ref": "#/definitions/Runbook"
        }
      },
      "required": [
        "$schema",
        "writtenBy",
        "service",
        "objectives",
        "estimate",
        "strategies",
        "architecture",
        "acceptedRisks",
        "openRisks",
        "unprotected",
        "rules",
        "resources",
        "runbook"
      ],
      "additionalProperties": false,
      "description": "A report on a service in two regions: what there is, what it promises, and what to do."
    },
    "ReportedService": {
      "type": "object",
      "properties": {
        "serviceName": {
          "type": "string"
        },
        "environment": {
          "type": "string"
        },
        "strategy": {
          "$ref": "#/definitions/Strategy"
        },
        "primaryRegion": {
          "type": "string"
        },
        "standbyRegion": {
          "type": "string"
        },
        "account": {
          "type": "string",
          "description": "The account, where the properties tell it."
        },
        "stacks": {
          "type": "array",
          "items": {
            "type": "string"
          },
          "description": "The stacks that it lies in."
        }
      },
      "required": [
        "serviceName",
        "environment",
        "strategy",
        "primaryRegion",
        "standbyRegion",
        "stacks"
      ],
      "additionalProperties": false,
      "description": "Which service it is."
    },
    "Strategy": {
      "type": "string",
      "enum": [
        "BACKUP_RESTORE",
        "PILOT_LIGHT",
        "WARM_STANDBY",
        "ACTIVE_ACTIVE"
      ],
      "description": "How much runs in the standby region before a disaster."
    },
    "ReportedObjectives": {
      "type": "object",
      "properties": {
        "rtoMinutes": {
          "type": "number"
        },
        "rpoSeconds": {
          "type": "number"
        },
        "decisionMinutes": {
          "type": "number"
        },
        "meetsRto": {
          "type": "boolean"
        },
        "meetsRpo": {
          "type": "boolean",
          "description": "Missing where it is not known what is lost."
        }
      },
      "required": [
        "rtoMinutes",
        "rpoSeconds",
        "decisionMinutes",
        "meetsRto"
      ],
      "additionalProperties": false,
      "description": "What is promised, and whether it is planned so."
    },
    "ReportedEstimate": {
      "type": "object",
      "properties": {
        "disclaimer": {
          "type": "string",
          "description": "What every reader has to be told beside the numbers."
        },
        "detect": {
          "$ref": "#/definitions/ReportedTime"
        },
        "decide": {
          "$ref": "#/definitions/ReportedTime"
        },
        "execute": {
          "$ref": "#/definitions/ReportedTime"
        },
        "validate": {
          "$ref": "#/definitions/ReportedTime"
        },
        "rtoTotal": {
          "$ref": "#/definitions/ReportedTime"
        },
        "rpo": {
          "$ref": "#/definitions/ReportedTime",
          "description": "Missing where there is no store, or where it is not known."
        },
        "rpoFromBackup": {
          "$ref": "#/definitions/ReportedTime",
          "description": "Missing where no backups are declared."
        },
        "terms": {
          "type": "array",
          "items": {
            "$ref": "#/definitions/ReportedTerm"
          }
        },
        "notes": {
          "type": "array",
          "items": {
            "type": "string"
          },
          "description": "What is not counted."
        }
      },
      "required": [
        "disclaimer",
        "detect",
        "decide",
        "execute",
        "validate",
        "rtoTotal",
        "terms",
        "notes"
      ],
      "additionalProperties": false,
      "description": "How long the service takes to come back, and what it loses."
    },
    "ReportedTime": {
      "type": "object",
      "properties": {
        "bestSeconds": {
          "type": "number",
          "description": "When all goes well."
        },
        "plannedSeconds": {
          "type": "number",
          "description": "What to plan with."
        },
        "pessimisticSeconds": {
          "type": "number",
          "description": "When much goes wrong."
        }
      },
      "required": [
        "bestSeconds",
        "plannedSeconds",
        "pessimisticSeconds"
      ],
      "additionalProperties": false,
      "description": "A time in seconds."
    },
    "ReportedTerm": {
      "type": "object",
      "properties": {
        "termName": {
          "type": "string"
        },
        "phase": {
          "$ref": "#/definitions/EstimatePhase"
        },
        "what": {
          "type": "string"
        },
        "time": {
          "$ref": "#/definitions/ReportedTime"
        },
        "inputs": {
          "type": "array",
          "items": {
            "type": "string"
          }
        },
        "source": {
          "type": "string"
        },
        "inferred": {
          "type": "boolean",
          "description": "Whether the source tells of the step alone, and the time is inferred."
        },
        "lowers": {
          "type": "string"
        },
        "basis": {
          "$ref": "#/definitions/EstimateBasis"
        },
        "counts": {
          "type": "boolean",
          "description": "Whether the planned sum follows from it."
        }
      },
      "required": [
        "termName",
        "phase",
        "what",
        "time",
        "inputs",
        "source",
        "inferred",
        "basis",
        "counts"
      ],
      "additionalProperties": false,
      "description": "One term of the estimate."
    },
    "EstimatePhase": {
      "type": "string",
      "enum": [
        "DETECT",
        "DECIDE",
        "FENCE",
        "RECOVER",
        "SHIFT",
        "VALIDATE",
        "LOSS",
        "LOSS_FROM_BACKUP",
        "SWITCHOVER"
      ],
      "description": "What a term is part of."
    },
    "EstimateBasis": {
      "type": "string",
      "enum": [
        "PLANNING_VALUE",
        "ASSUMPTION",
        "MEASUREMENT"
      ],
      "description": "Where the time of a term comes from."
    },
    "ReportedStrategy": {
      "type": "object",
      "properties": {
        "strategy": {
          "$ref": "#/definitions/Strategy"
        },
        "chosen": {
          "type": "boolean",
          "description": "Whether it is the service's own."
        },
        "rtoTotal": {
          "$ref": "#/definitions/ReportedTime"
        },
        "rpo": {
          "$ref": "#/definitions/ReportedTime"
        },
        "rpoFromBackup": {
          "$ref": "#/definitions/ReportedTime"
        },
        "meetsObjectives": {
          "type": "boolean"
        },
        "standby": {
          "$ref": "#/definitions/FootprintPlan",
          "description": "What runs in the standby region while nothing happens: counts, no prices."
        },
        "refusals": {
          "type": "array",
          "items": {
            "$ref": "#/definitions/ReportedProblem"
          },
          "description": "Why the service would be refused with this strategy."
        }
      },
      "required": [
        "strategy",
        "chosen",
        "rtoTotal",
        "meetsObjectives",
        "standby",
        "refusals"
      ],
      "additionalProperties": false,
      "description": "The service with one of the strategies."
    },
    "FootprintPlan": {
      "type": "object",
      "properties": {
        "cost": {
          "$ref": "#/definitions/StandbyCost"
        },
        "natGateways": {
          "type": "number"
        },
        "interfaceEndpoints": {
          "type": "number"
        },
        "databaseInstances": {
          "type": "number"
        },
        "leastAcu": {
          "type": "number"
        },
        "databaseMember": {
          "type": "boolean"
        },
        "tableReplicas": {
          "type": "number"
        },
        "functions": {
          "type": "number"
        },
        "backupCopies": {
          "type": "boolean"
        }
      },
      "required": [
        "cost",
        "natGateways",
        "interfaceEndpoints",
        "databaseInstances",
        "leastAcu",
        "databaseMember",
        "tableReplicas",
        "functions",
        "backupCopies"
      ],
      "additionalProperties": false,
      "description": "What runs in the standby region, as planned. What is there already is not counted."
    },
    "StandbyCost": {
      "type": "string",
      "enum": [
        "COPIES",
        "REPLICAS",
        "REDUCED",
        "FULL"
      ],
      "description": "How much of a standby region is paid for while nothing happens."
    },
    "ReportedProblem": {
      "type": "object",
      "properties": {
        "code": {
          "type": "string"
        },
        "severity": {
          "$ref": "#/definitions/Severity"
        },
        "path": {
          "type": "string"
        },
        "message": {
          "type": "string"
        },
        "mend": {
          "type": "string"
        },
        "source": {
          "type": "string"
        }
      },
      "required": [
        "code",
        "severity",
        "path",
        "message",
        "mend",
        "source"
      ],
      "additionalProperties": false,
      "description": "A broken rule."
    },
    "Severity": {
      "type": "string",
      "enum": [
        "IMPOSSIBLE",
        "UNSAFE",
        "RISK"
      ],
      "description": "How serious a problem is."
    },
    "ArchitectureRow": {
      "type": "object",
      "properties": {
        "path": {
          "type": "string",
          "description": "The section of the properties, such as `database` or `tables.orders`."
        },
        "what": {
          "type": "string",
          "description": "What it is, such as `Aurora PostgreSQL 16.8`."
        },
        "primary": {
          "$ref": "#/definitions/SiteBox",
          "description": "Missing where the region has nothing of it."
        },
        "standby": {
          "$ref": "#/definitions/SiteBox",
          "description": "Missing where the region has nothing of it."
        },
        "flow": {
          "$ref": "#/definitions/Flow",
          "description": "What goes between the regions."
        }
      },
      "required": [
        "path",
        "what"
      ],
      "additionalProperties": false,
      "description": "One capability as it stands in both regions."
    },
    "SiteBox": {
      "type": "object",
      "properties": {
        "name": {
          "type": "string",
          "description": "What AWS calls it."
        },
        "details": {
          "type": "array",
          "items": {
            "type": "string"
          },
          "description": "What is worth knowing, in a few words each, such as `writer, 2 instances`."
        }
      },
      "required": [
        "name",
        "details"
      ],
      "additionalProperties": false,
      "description": "What a region has of a capability."
    },
    "Flow": {
      "type": "object",
      "properties": {
        "direction": {
          "$ref": "#/definitions/FlowDirection"
        },
        "what": {
          "type": "string",
          "description": "What goes, in a few words, such as `storage replication, 5 s behind as planned`."
        }
      },
      "required": [
        "direction",
        "what"
      ],
      "additionalProperties": false,
      "description": "What goes from one region to the other."
    },
    "FlowDirection": {
      "type": "string",
      "enum": [
        "TO_STANDBY",
        "TO_PRIMARY",
        "BOTH_WAYS"
      ]
    },
    "AcceptedRisk": {
      "type": "object",
      "properties": {
        "code": {
          "type": "string"
        },
        "severity": {
          "$ref": "#/definitions/Severity"
        },
        "path": {
          "type": "string"
        },
        "message": {
          "type": "string"
        },
        "mend": {
          "type": "string"
        },
        "source": {
          "type": "string"
        },
        "acceptedBecause": {
          "type": "string"
        }
      },
      "required": [
        "acceptedBecause",
        "code",
        "mend",
        "message",
        "path",
        "severity",
        "source"
      ],
      "additionalProperties": false,
      "description": "A broken rule that was accepted."
    },
    "Unprotected": {
      "type": "object",
      "properties": {
        "path": {
          "type": "string",
          "description": "The section of the properties that it is about, such as `functions`."
        },
        "what": {
          "type": "string",
          "description": "What is not protected, in a sentence."
        },
        "mend": {
          "type": "string",
          "description": "What could be done about it, in a sentence."
        }
      },
      "required": [
        "path",
        "what"
      ],
      "additionalProperties": false,
      "description": "Something that is lost, or stops, whatever the service does."
    },
    "ReportedRule": {
      "type": "object",
      "properties": {
        "code": {
          "type": "string"
        },
        "severity": {
          "$ref": "#/definitions/Severity"
        },
        "title": {
          "type": "string"
        },
        "source": {
          "type": "string"
        },
        "chapter": {
          "type": "string",
          "description": "The folder of the library that it belongs to, such as `database`."
        },
        "outcome": {
          "$ref": "#/definitions/RuleOutcome"
        }
      },
      "required": [
        "code",
        "severity",
        "title",
        "source",
        "chapter",
        "outcome"
      ],
      "additionalProperties": false,
      "description": "A rule, and what became of it."
    },
    "RuleOutcome": {
      "type": "string",
      "enum": [
        "KEPT",
        "ACCEPTED",
        "OPEN",
        "NOT_ASKED",
        "LATER"
      ]
    },
    "ResourceCount": {
      "type": "object",
      "properties": {
        "scope": {
          "type": "string",
          "description": "`Foundation`, `Primary`, `Standby` or `Routing`."
        },
        "region": {
          "type": "string",
          "description": "The region through which they are made."
        },
        "resourceType": {
          "type": "string",
          "description": "Such as `aws_dynamodb_table`."
        },
        "count": {
          "type": "number"
        }
      },
      "required": [
        "scope",
        "region",
        "resourceType",
        "count"
      ],
      "additionalProperties": false,
      "description": "How many resources of a type there are."
    },
    "Runbook": {
      "type": "object",
      "properties": {
        "introduction": {
          "type": "array",
          "items": {
            "type": "string"
          },
          "description": "What a reader has to know first, in sentences."
        },
        "procedures": {
          "type": "array",
          "items": {
            "$ref": "#/definitions/Procedure"
          }
        }
      },
      "required": [
        "introduction",
        "procedures"
      ],
      "additionalProperties": false,
      "description": "What to do, and with which commands."
    },
    "Procedure": {
      "type": "object",
      "properties": {
        "kind": {
          "$ref": "#/definitions/ProcedureKind"
        },
        "title": {
          "type": "string"
        },
        "introduction": {
          "type": "array",
          "items": {
            "type": "string"
          },
          "description": "When it is for and what it rests on, in sentences."
        },
        "steps": {
          "type": "array",
          "items": {
            "$ref": "#/definitions/RunbookStep"
          }
        }
      },
      "required": [
        "kind",
        "title",
        "introduction",
        "steps"
      ],
      "additionalProperties": false,
      "description": "One thing to do, from its beginning to its end."
    },
    "ProcedureKind": {
      "type": "string",
      "enum": [
        "PREFLIGHT",
        "SWITCHOVER",
        "FAILOVER",
        "FAILBACK",
        "SWITCH",
        "STATE",
        "DRILL"
      ],
      "description": "What is to be done."
    },
    "RunbookStep": {
      "type": "object",
      "properties": {
        "text": {
          "type": "string",
          "description": "In sentences."
        },
        "commands": {
          "type": "array",
          "items": {
            "type": "string"
          },
          "description": "Commands of a shell, each whole; one that is too long for a line goes on after a backslash."
        },
        "answer": {
          "type": "string",
          "description": "What the answer has to be, in a sentence."
        }
      },
      "required": [
        "text",
        "commands"
      ],
      "additionalProperties": false,
      "description": "One step: what is done, the commands that do it, and what they answer. `code` in texts stands between backticks."
    }
  }
};
