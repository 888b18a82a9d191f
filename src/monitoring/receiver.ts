// Who is told of alarms.

import type { SiteValues } from '../sites/site';

/** What an `AlarmReceiver` consists of. */
export interface ReceiverFacts {
  readonly kind: 'email' | 'https' | 'queue' | 'lambda' | 'responsePlan';
  /** An address, or the one ARN for both regions. */
  readonly endpoint?: string;
  readonly arns?: SiteValues;
  readonly options?: HttpsReceiverOptions;
}

/** More about an HTTPS endpoint. */
export interface HttpsReceiverOptions {
  /**
   * Whether the endpoint confirms by itself what it is subscribed to, as incident tools do. Terraform then waits for it, and can destroy the subscription.
   *
   * @default false
   */
  readonly autoConfirms?: boolean;
}

/**
 * Who is told of alarms. Each is subscribed to the topic of each region, so that the loss of a region silences nobody.
 *
 * A chat configuration of Amazon Q Developer (AWS Chatbot) names topics itself: hand it `DrMonitoring.topicArns`.
 *
 * @see https://docs.aws.amazon.com/sns/latest/dg/sns-event-destinations.html
 */
export class AlarmReceiver {
  /**
   * A mail address. Whoever reads it has to confirm a message from each region, and Terraform cannot destroy what was never confirmed. May be a token.
   */
  public static email(address: string): AlarmReceiver {
    return new AlarmReceiver({ kind: 'email', endpoint: address });
  }

  /**
   * An HTTPS endpoint, such as an incident tool's. What is secret in its address is in the state. May be a token.
   */
  public static https(url: string, options: HttpsReceiverOptions = {}): AlarmReceiver {
    return new AlarmReceiver({ kind: 'https', endpoint: url, options });
  }

  /**
   * A queue of SQS by its ARN in each region. Its policy must let the topics send to it. May be tokens.
   */
  public static queue(queueArns: SiteValues): AlarmReceiver {
    return new AlarmReceiver({ kind: 'queue', arns: queueArns });
  }

  /**
   * A Lambda function by its ARN in each region, such as one that writes to a chat. The topics are let call it. May be tokens, which
   * must not end with an alias or version: of a token that cannot be told, and Terraform would replace the permission in every plan.
   */
  public static lambdaFunction(functionArns: SiteValues): AlarmReceiver {
    return new AlarmReceiver({ kind: 'lambda', arns: functionArns });
  }

  /**
   * A response plan of Incident Manager by its ARN, which alarms of severity PAGE start. May be a token.
   *
   * @see https://docs.aws.amazon.com/incident-manager/latest/userguide/incident-creation.html
   */
  public static responsePlan(responsePlanArn: string): AlarmReceiver {
    return new AlarmReceiver({ kind: 'responsePlan', endpoint: responsePlanArn });
  }

  private readonly facts: ReceiverFacts;

  private constructor(facts: ReceiverFacts) {
    this.facts = facts;
  }

  /** @internal */
  public get _facts(): ReceiverFacts {
    return this.facts;
  }
}
