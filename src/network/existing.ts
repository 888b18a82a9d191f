// A network that is there already: read, so that Terraform finds at once what would fail later.

import { Fn, Op, TerraformSelf } from 'cdktf';
import { Construct } from 'constructs';
import { DataAwsSubnet } from '#aws/data-aws-subnet';
import { DataAwsVpc } from '#aws/data-aws-vpc';
import type { Build } from './build';
import type { ExistingSiteNetwork } from './existing-plan';
import { SUBNETS_IN_ONE_ZONE, VPC_WITHOUT_DNS } from './existing-rules';
import { FEWEST_ZONES } from './subnets';

/** Looks at an existing network. A subnet that is not in the VPC is not found. */
export function readNetwork({ part, facts: { provider } }: Build, plan: ExistingSiteNetwork): void {
  const scope = new Construct(part, 'Existing');
  const zonesOf = (tier: string, subnetIds: string[]) => ({
    tier,
    zones: subnetIds.map((id, index) => new DataAwsSubnet(scope, `${tier}-${index + 1}`, { provider, id, vpcId: plan.vpcId }).availabilityZone),
  });
  const tiers = [zonesOf('private', plan.privateSubnetIds), ...(plan.sharesSubnets ? [] : [zonesOf('isolated', plan.isolatedSubnetIds)])];
  new DataAwsVpc(scope, 'Vpc', {
    provider,
    id: plan.vpcId,
    lifecycle: {
      postcondition: [
        {
          condition: Op.eq(TerraformSelf.getAny('enable_dns_support'), true),
          errorMessage: `${VPC_WITHOUT_DNS.code}: the VPC of ${plan.path} does not resolve names. Turn on its DNS support (enableDnsSupport).`,
        },
        ...tiers.map(({ tier, zones }) => ({
          condition: Op.gte(Fn.lengthOf(Fn.distinct(zones)), FEWEST_ZONES),
          errorMessage: `${SUBNETS_IN_ONE_ZONE.code}: the ${tier} subnets of ${plan.path} are in one zone, ${FEWEST_ZONES} or more zones needed. Name subnets of other zones.`,
        })),
      ],
    },
  });
}
